import { isDeepStrictEqual } from 'node:util';
import { judgementSchema } from '../../specs/findings/finding.js';
import { summaryOfCases } from '../../specs/findings/judge-history.js';
import { revisionOf } from '../../specs/rules/documentation.js';
import { summaryOf, verdictOfRun } from '../json/run-document.js';
import type { CertificateContent, CertifiedFinding } from './content.js';
import { printable, problem, type CertificateProblem } from './problem.js';
import { statementOf, type Resource, type Statement } from './statement.js';

/**
 * Does what a certificate says hang together, before any history is looked at? The verdict follows from findings, and these from
 * cases.
 * @param own by the rules and judges of this kit; how others sum cases up is not known here.
 */
export function checkContent(content: CertificateContent, own: boolean): CertificateProblem[] {
  const { findings, problems, rules, documentation, verdict } = content;
  const ids = findings.map(({ rule }) => rule);
  const found: CertificateProblem[] = [];
  if (rules.asked !== findings.length)
    found.push(
      problem('finding', `${rules.asked} rules were asked for, and there are findings on ${findings.length}`),
    );
  for (const id of new Set(ids.filter((each, i) => ids.indexOf(each) !== i)))
    found.push(problem('finding', 'it is there more than once', id));
  found.push(...findings.flatMap((finding) => checkFinding(finding, own)));
  const follows = verdictOfRun(findings, problems);
  if (verdict !== follows)
    found.push(problem('verdict', `it says ${verdict}, and its findings make it ${follows}`));
  const { advice, view } = content;
  if (!isDeepStrictEqual(summaryOf(findings), withoutUndefined({ advice, view })))
    found.push(problem('verdict', 'what it says of advice or of the view does not follow from its findings'));
  if (revisionOf(documentation.rules) !== documentation.digest)
    found.push(problem('documentation', 'the digest is not that of the sentences'));
  if (
    !isDeepStrictEqual(
      documentation.rules.map(({ rule }) => rule),
      ids,
    )
  )
    found.push(problem('documentation', 'it is of other rules than the findings'));
  return found;
}

/** Everything in a statement beside our own field follows from that. */
export function checkStatement(statement: Statement, content: CertificateContent): CertificateProblem[] {
  const follows = statementOf(content);
  const found: CertificateProblem[] = [];
  if (!isDeepStrictEqual(statement.subject, follows.subject))
    found.push(problem('subject', 'it is not the library and the programs that the findings are about'));
  found.push(...checkConfiguration(statement.predicate.configuration, follows.predicate.configuration));
  for (const key of ['result', 'passedTests', 'warnedTests', 'failedTests'] as const)
    if (!isDeepStrictEqual(statement.predicate[key], follows.predicate[key]))
      found.push(problem('result', `${key} does not follow from the findings`));
  return found;
}

function checkConfiguration(says: readonly Resource[], follows: readonly Resource[]): CertificateProblem[] {
  if (!isDeepStrictEqual(namesOf(says), namesOf(follows)))
    return [problem('configuration', `it names other things than ${namesOf(follows).join(', ')}`)];
  return follows.flatMap((resource, i) => {
    if (isDeepStrictEqual(says[i], resource)) return [];
    const { name } = resource;
    const what = name === 'rule set' || name === 'documentation' ? name : 'configuration';
    return [
      problem(what, `${name ?? 'a part'} of the configuration is not what the findings were made with`),
    ];
  });
}

function namesOf(resources: readonly Resource[]): (string | undefined)[] {
  return resources.map(({ name }) => name);
}

function checkFinding(finding: CertifiedFinding, own: boolean): CertificateProblem[] {
  const { rule, verdict, cases, history } = finding;
  if (history === null) {
    return verdict === 'inconclusive'
      ? []
      : [problem('finding', `it says ${verdict} without a history to show for it`, rule)];
  }
  if (!own) return [];
  const follows = summaryOfCases(cases);
  const says = judgementSchema.parse(finding);
  const differs = differenceOf(says, follows);
  return differs === null ? [] : [problem('finding', `it does not follow from its cases: ${differs}`, rule)];
}

/** The first field in which two judgements differ, with both values; null: in none. */
export function differenceOf(says: object, follows: object): string | null {
  const one = new Map<string, unknown>(Object.entries(says));
  const another = new Map<string, unknown>(Object.entries(follows));
  for (const key of new Set([...one.keys(), ...another.keys()])) {
    const [a, b] = [one.get(key), another.get(key)];
    if (!isDeepStrictEqual(a, b)) return inCases(a, b) ?? `${key} is ${shown(a)}, and should be ${shown(b)}`;
  }
  return null;
}

/** The first of as many cases that differs, by its name and with both values; null: these are no such cases. */
function inCases(says: unknown, follows: unknown): string | null {
  if (!Array.isArray(says) || !Array.isArray(follows) || says.length !== follows.length) return null;
  const i = says.findIndex((each, index) => !isDeepStrictEqual(each, follows[index]));
  const [one, another] = [says[i] as unknown, follows[i] as unknown];
  if (!isCase(one) || !isCase(another)) return null;
  return `case ${printable(one.case)}: ${differenceOf(one, another) ?? ''}`;
}

function isCase(value: unknown): value is { readonly case: unknown } {
  return typeof value === 'object' && value !== null && 'case' in value;
}

function shown(value: unknown): string {
  return value === undefined ? 'not there' : printable(value);
}

function withoutUndefined(value: object): object {
  return Object.fromEntries(Object.entries(value).filter(([, each]) => each !== undefined));
}
