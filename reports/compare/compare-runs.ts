import { isAdvice, standsInTheWay, type OverallVerdict } from '../../specs/findings/finding.js';
import { isWorseThan } from '../../specs/findings/verdict-order.js';
import type { Problem, RunDocument, RunFinding } from '../json/run-document.js';
import { differences, type Difference } from './differences.js';

/** What a rule became from one run to another. `reason`: the same verdict for another reason. */
export type Change = 'worse' | 'better' | 'gone' | 'new' | 'reason';

/** What is told of a finding on either side. */
export type Seen = Pick<RunFinding, 'level' | 'verdict' | 'reason'>;

export interface ChangedRule {
  readonly rule: string;
  readonly change: Change;
  /** Does it make the later run worse? Advice never does; a new rule does if it stands in the way of conformance. */
  readonly countsAsWorse: boolean;
  /** Null: it was not asked for. */
  readonly before: Seen | null;
  readonly after: Seen | null;
}

export interface Comparison {
  /** Did something get worse: a rule, one that is gone, or the kit, which has a problem that it had not? */
  readonly gotWorse: boolean;
  readonly verdict: { readonly before: OverallVerdict; readonly after: OverallVerdict };
  /** In what the runs are not alike: a rule may have changed because of it. */
  readonly differences: readonly Difference[];
  /** The rules that changed, in the order of the later run, with those that are gone at the end. */
  readonly rules: readonly ChangedRule[];
  /** How many rules did not change. */
  readonly unchanged: number;
  /** Problems of the kit that one of the runs had and the other had not. */
  readonly problems: { readonly new: readonly Problem[]; readonly gone: readonly Problem[] };
}

/** What changed from one run to a later one, rule by rule. Runs of other targets, builds or kits are compared as well. */
export function compareRuns(before: RunDocument, after: RunDocument): Comparison {
  const earlier = byRule(before);
  const later = byRule(after);
  const ids = [...new Set([...later.keys(), ...earlier.keys()])];
  const rules = ids.flatMap((rule) => changeOf(rule, earlier.get(rule), later.get(rule)) ?? []);
  const problems = {
    new: after.problems.filter((problem) => !has(before.problems, problem)),
    gone: before.problems.filter((problem) => !has(after.problems, problem)),
  };
  return {
    gotWorse: problems.new.length > 0 || rules.some(({ countsAsWorse }) => countsAsWorse),
    verdict: { before: before.verdict, after: after.verdict },
    differences: differences(before, after),
    rules,
    unchanged: ids.length - rules.length,
    problems,
  };
}

function changeOf(rule: string, before?: RunFinding, after?: RunFinding): ChangedRule | undefined {
  const sides = { before: seen(before), after: seen(after) };
  const changed = (change: Change, worse: boolean): ChangedRule => ({
    rule,
    change,
    countsAsWorse: worse,
    ...sides,
  });
  if (before === undefined) return after && changed('new', standsInTheWay(after));
  if (after === undefined) return changed('gone', !isAdvice(before));
  if (isWorseThan(before.verdict, after.verdict)) return changed('worse', !isAdvice(after));
  // A demand that has become advice is certified no more, whatever was found.
  if (!isAdvice(before) && isAdvice(after)) return changed('worse', true);
  if (isWorseThan(after.verdict, before.verdict)) return changed('better', false);
  return before.reason === after.reason ? undefined : changed('reason', false);
}

function seen(finding: RunFinding | undefined): Seen | null {
  if (finding === undefined) return null;
  const { level, verdict, reason } = finding;
  return { level, verdict, reason };
}

function byRule({ findings }: RunDocument): Map<string, RunFinding> {
  return new Map(findings.map((finding) => [finding.rule, finding]));
}

function has(problems: readonly Problem[], { where, message }: Problem): boolean {
  return problems.some((other) => other.where === where && other.message === message);
}
