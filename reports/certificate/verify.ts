import { isDeepStrictEqual } from 'node:util';
import type { History } from '../../harness/history/history.js';
import type { Judge } from '../../specs/findings/judge-history.js';
import { documentationOf } from '../../specs/rules/documentation.js';
import type { Rule } from '../../specs/rules/rule.js';
import type { RuleSet } from '../../specs/rules/rule-set.js';
import { checkContent, checkStatement } from './check-content.js';
import { checkDigest, judgeAgain } from './check-history.js';
import { checkSignatures } from './check-signatures.js';
import { programsIn } from './content-of-run.js';
import type { CertificateContent, CertifiedFinding } from './content.js';
import type { TrustedKey } from './ed25519.js';
import { readCertificate, type ReadCertificate } from './read.js';
import { printable, problem, type CertificateProblem } from './problem.js';

/** What a certificate is checked with. */
export interface VerifyWith {
  /** From outside the certificate: nothing in it can vouch for it. */
  readonly keys: readonly TrustedKey[];
  readonly ruleSet: RuleSet;
  readonly rules: readonly Rule[];
  readonly judgeOf: (rule: Rule) => Promise<Judge>;
  /** The bytes of a history by the path in the certificate, or why there are none. Left out: none were given. */
  readonly readHistory?: (path: string) => Promise<Uint8Array | string>;
}

/**
 * - `genuine`: signed by a given key, nothing altered; with histories, judged again to the same findings.
 * - `false`: something was altered, which `problems` name.
 * - `unknown-signer`: nothing else is wrong, but it is signed by no key that was given.
 * - `other-version`: nothing is wrong, but it is by rules and judges that this kit does not have, so it could not be judged again.
 */
export type Outcome = 'genuine' | 'false' | 'unknown-signer' | 'other-version';

export interface Verification {
  readonly outcome: Outcome;
  readonly problems: readonly CertificateProblem[];
  /** Key IDs whose signatures are good. */
  readonly signers: readonly string[];
  /** What it says, whether that is true or not; null: that cannot be read. */
  readonly content: CertificateContent | null;
  /** Of another version: which, and what it needs. */
  readonly needs: string | null;
  /** How many histories have the digest that was signed, and how many were judged again; null: none were given. */
  readonly histories: { readonly asSigned: number; readonly judgedAgain: number } | null;
}

/** Checks a certificate, its statement, and with histories its findings. Never rejects for what stands in it. */
export async function verifyCertificate(text: string, using: VerifyWith): Promise<Verification> {
  const read = readCertificate(text);
  if (read.envelope === null) return verdictOn(read, [], null);
  const { signers, problems } = checkSignatures(read.envelope, using.keys);
  const { statement, content } = read;
  if (statement === null || content === null) return verdictOn(read, problems, null, signers);
  const own = content.ruleSet.digest === using.ruleSet.digest;
  problems.push(...checkContent(content, own), ...checkStatement(statement, content));
  if (own) problems.push(...checkRules(content, using.rules));
  const histories = using.readHistory === undefined ? null : await checkHistories(content, using, own);
  problems.push(...(histories?.problems ?? []));
  const needs = own
    ? null
    : `it is by the rules of kit version ${printable(content.ruleSet.version)} (rule set sha256 ${content.ruleSet.digest}), ` +
      `and these are of ${using.ruleSet.version} (sha256 ${using.ruleSet.digest}): only that kit can judge it again`;
  return { ...verdictOn(read, problems, needs, signers), histories: histories?.count ?? null };
}

function verdictOn(
  read: ReadCertificate,
  more: readonly CertificateProblem[],
  otherRules: string | null,
  signers: readonly string[] = [],
): Verification {
  const problems = [...more, ...read.problems];
  const needs = read.otherVersion ?? otherRules;
  return {
    outcome: outcomeOf(problems, needs),
    problems,
    signers,
    content: read.content,
    needs,
    histories: null,
  };
}

function outcomeOf(problems: readonly CertificateProblem[], needs: string | null): Outcome {
  if (problems.some(({ what }) => what !== 'unknown signer')) return 'false';
  if (problems.length > 0) return 'unknown-signer';
  return needs === null ? 'genuine' : 'other-version';
}

/** Of a certificate by this kit's own rules: are they these? */
function checkRules(
  { findings, documentation }: CertificateContent,
  rules: readonly Rule[],
): CertificateProblem[] {
  const byId = new Map(rules.map((rule) => [rule.id, rule]));
  const known = findings.flatMap(({ rule }) => byId.get(rule) ?? []);
  const found = findings.flatMap(({ rule, level }) => {
    const own = byId.get(rule);
    if (own === undefined) return [problem('finding', 'the rule set has no such rule', rule)];
    return own.level === level ? [] : [problem('finding', `its level is ${own.level}, not ${level}`, rule)];
  });
  if (!isDeepStrictEqual(documentation, documentationOf(known)))
    found.push(problem('documentation', 'it is not what the rules rest on'));
  return found;
}

async function checkHistories(
  content: CertificateContent,
  using: VerifyWith,
  own: boolean,
): Promise<{ problems: CertificateProblem[]; count: { asSigned: number; judgedAgain: number } }> {
  const problems: CertificateProblem[] = [];
  const count = { asSigned: 0, judgedAgain: 0 };
  const judged: History[] = [];
  const withHistory = content.findings.filter(({ history }) => history !== null);
  // One after another: a certificate may name many, and each may be long.
  for (const finding of withHistory) {
    const bytes = await read(finding, using);
    const wrong =
      typeof bytes === 'string'
        ? problem('history', bytes, finding.rule)
        : checkDigest(finding, bytes, content);
    if (wrong !== null || typeof bytes === 'string') {
      problems.push(...(wrong === null ? [] : [wrong]));
      continue;
    }
    count.asSigned++;
    const rule = own ? using.rules.find(({ id }) => id === finding.rule) : undefined;
    if (rule === undefined) continue;
    const again = judgeAgain(finding, bytes, content, { rule, judge: await using.judgeOf(rule) });
    count.judgedAgain++;
    problems.push(...again.problems);
    if (again.history !== undefined) judged.push(again.history);
  }
  if (judged.length === withHistory.length && !isDeepStrictEqual(programsIn(judged), content.programs))
    problems.push(problem('subject', 'its programs are not those that the histories tell of'));
  return { problems, count };
}

async function read(
  { history }: CertifiedFinding,
  { readHistory }: VerifyWith,
): Promise<Uint8Array | string> {
  if (history === null || readHistory === undefined) return 'it was not given';
  return readHistory(history.path);
}
