import { KitError, UsageError } from '../../errors/kit-error.js';
import { historySchema, type History } from '../../history/history.js';
import { contentOfRun } from '../../../reports/certificate/content-of-run.js';
import { sealed } from '../../../reports/certificate/dsse.js';
import type { Signer } from '../../../reports/certificate/ed25519.js';
import { PAYLOAD_TYPE, statementOf } from '../../../reports/certificate/statement.js';
import { verifyCertificate } from '../../../reports/certificate/verify.js';
import type { RunDocument } from '../../../reports/json/run-document.js';
import type { Rule } from '../../../specs/rules/rule.js';
import type { World } from '../world.js';
import { historyFolder } from './history-folder.js';
import { judgesOf, ruleSetOf } from './judges.js';

/**
 * The certificate of a run, as text. Before anybody gets it, it is verified with its histories: nothing is signed that `verify`
 * would call false, above all no finding that somebody changed between a shard's run and the merging.
 * @param out the run's output folder, with its histories.
 * @throws UsageError NOT_CERTIFIABLE
 * @throws KitError CERTIFICATE_NOT_SOUND when judging again does not come to what the run found.
 */
export async function signedCertificate(
  document: RunDocument,
  rules: readonly Rule[],
  out: string,
  signer: Signer,
  world: World,
): Promise<string> {
  const ruleSet = await ruleSetOf(world);
  refuseUncertifiable(document, ruleSet.digest);
  const hasHistories = document.findings.some(({ history }) => history !== null);
  const readHistory = hasHistories ? await historyFolder(out) : async () => 'the run left no history';
  const content = contentOfRun(document, await historiesOf(document, readHistory), rules, ruleSet);
  const body = Buffer.from(JSON.stringify(statementOf(content)));
  const text = `${JSON.stringify(sealed(PAYLOAD_TYPE, body, signer), null, 2)}\n`;
  const { outcome, problems } = await verifyCertificate(text, {
    keys: [signer],
    ruleSet,
    rules: world.rules,
    judgeOf: await judgesOf(world),
    readHistory,
  });
  if (outcome === 'genuine') return text;
  const why = problems
    .map(({ what, id, message }) => `${[what, id].filter(Boolean).join(' ')}: ${message}`)
    .join('; ');
  throw new KitError('CERTIFICATE_NOT_SOUND', `nothing was signed, since verifying it fails: ${why}`, {
    remedy: 'The findings or histories were changed after the run, or a judge is not pure. Certify again.',
  });
}

function refuseUncertifiable({ shard, target, ruleSet }: RunDocument, digest: string): void {
  if (shard !== undefined)
    throw notCertifiable('a part of a run is no run', 'Certify all parts, and sign with `merge --key`.');
  if (target.fault !== null)
    throw notCertifiable('the reference misbehaved on purpose', 'Certify without --fault.');
  if (ruleSet?.digest !== digest)
    throw notCertifiable(
      'its findings are by other rules or judges than those of this kit',
      'Sign with the kit that certified.',
    );
}

function notCertifiable(why: string, remedy: string): UsageError {
  return new UsageError('NOT_CERTIFIABLE', `this run is not signed: ${why}`, { remedy });
}

/** Those that can be read; verifying says why others cannot. */
async function historiesOf(
  { findings }: RunDocument,
  readHistory: (file: string) => Promise<Uint8Array | string>,
): Promise<History[]> {
  const paths = findings.flatMap(({ history }) => history?.path ?? []);
  const read = await Promise.all(paths.map(readHistory));
  return read.flatMap((bytes) =>
    typeof bytes === 'string' ? [] : [historySchema.parse(JSON.parse(Buffer.from(bytes).toString()))],
  );
}
