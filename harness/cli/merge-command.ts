import path from 'node:path';
import { UsageError } from '../errors/kit-error.js';
import type { Signer } from '../../reports/certificate/ed25519.js';
import type { Locale } from '../../specs/rules/rule.js';
import type { TerminalReport } from '../../reports/terminal/terminal-report.js';
import { checkOutputFolder, clearOutputFolder } from './certify/output-folder.js';
import { historiesOfFailures } from './certify/histories-of-failures.js';
import { writeReports } from './certify/write-reports.js';
import { signedCertificate } from './certificate/sign-run.js';
import { DEFAULT_OUT, type Certification } from './certify/certify.js';
import { exitCodeOfVerdict } from './exit-code.js';
import { mergeDocuments } from './merge/merge-documents.js';
import { readShard, takeEvidence } from './merge/shard-folder.js';
import type { World } from './world.js';

export interface MergeOptions {
  readonly out?: string;
  readonly html?: boolean;
  /** Signs the run's certificate; default: none is written. */
  readonly signer?: Signer;
  /** Of the summary that people read; default English. */
  readonly lang?: Locale;
  readonly signal?: AbortSignal;
  readonly progress?: TerminalReport;
}

/**
 * `vdi-conformance merge`: one run from its shards, with their evidence, as if it had not been split. A shard that is missing makes it
 * inconclusive; of a rule that several shards have the worst verdict counts.
 * @throws UsageError before anything is written, when they are not shards of one run.
 */
export async function merge(
  folders: readonly string[],
  options: MergeOptions,
  world: World,
): Promise<Certification> {
  const { signal, progress, signer } = options;
  const out = await checkOutputFolder(options.out ?? DEFAULT_OUT);
  const shards = await Promise.all(folders.map((folder) => readShard(path.resolve(folder))));
  if (shards.some(({ folder }) => folder === out)) {
    throw new UsageError(
      'SHARD_IS_OUTPUT',
      `${out} is a shard's folder, and the run's reports would replace it`,
      {
        remedy: 'name another with --out DIR',
      },
    );
  }
  const { document, countsFrom } = mergeDocuments(
    shards.map((shard) => shard.document),
    world.rules,
  );
  await clearOutputFolder(out);
  for (const [i, shard] of shards.entries()) await takeEvidence(shard, countsFrom[i] ?? new Set(), out);
  const found = new Set(document.findings.map(({ rule }) => rule));
  const rules = world.rules.filter(({ id }) => found.has(id));
  progress?.started({ kit: document.kit, target: document.target, ownLibrary: undefined, rules });
  document.findings.forEach((finding, i) => progress?.found(finding, i + 1));
  const reports = await writeReports(document, rules, out, {
    html: options.html === true,
    progress,
    signal,
    ...(signer && { sign: () => signedCertificate(document, rules, out, signer, world) }),
    lang: options.lang ?? 'en',
  });
  progress?.ended(document, reports, await historiesOfFailures(document, rules, out));
  return { document, exitCode: exitCodeOfVerdict(document.verdict) };
}
