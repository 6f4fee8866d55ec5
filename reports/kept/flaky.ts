import { verdictSchema, type Verdict } from '../../specs/findings/finding.js';
import { isWorseThan } from '../../specs/findings/verdict-order.js';
import { groupsOfAlike } from './alike.js';
import type { RunDocument } from '../json/run-document.js';

/** A rule whose verdict differed between runs in which nothing else did. */
export interface FlakyRule {
  readonly rule: string;
  /** In how many runs it had another verdict than the usual, and how many there were. */
  readonly differed: number;
  readonly ofRuns: number;
  /** The verdict that it mostly had; of two as frequent the better. */
  readonly usual: Verdict;
  /** How often it had which. */
  readonly verdicts: Readonly<Partial<Record<Verdict, number>>>;
  readonly kit: string;
  /** SHA-256 of the library that all these runs had. */
  readonly library: string;
  /** The client that they had, in this very version; left out: none. */
  readonly client?: RunDocument['client'];
}

/**
 * The rules whose verdicts differed between runs of the same kit, rule set, library and client's files.
 * @param runs of one course.
 */
export function flakyRules(runs: readonly RunDocument[]): FlakyRule[] {
  return groupsOfAlike(runs, alike).flatMap((group) => {
    const rules = new Set(group.flatMap(({ findings }) => findings.map(({ rule }) => rule)));
    return [...rules].flatMap((rule) => flakyIn(rule, group) ?? []);
  });
}

/** Everything that a verdict may rightly depend on, besides what the runs have in common already. */
function alike({ kit, ruleSet, target, client }: RunDocument): string {
  return JSON.stringify([
    kit.name,
    kit.version,
    ruleSet?.digest ?? null,
    target.library.sha256,
    target.instance ?? null,
    client ?? null,
  ]);
}

function flakyIn(rule: string, runs: readonly RunDocument[]): FlakyRule | undefined {
  // Where nothing was recorded the rule was not played, as in a shard that is missing: that is the machine's, not the rule's.
  const seen = runs.flatMap(
    ({ findings }) =>
      findings.find((finding) => finding.rule === rule && finding.history !== null)?.verdict ?? [],
  );
  const counted = verdictSchema.options
    .map((verdict) => ({ verdict, times: seen.filter((each) => each === verdict).length }))
    .filter(({ times }) => times > 0)
    .sort((a, b) => b.times - a.times || (isWorseThan(a.verdict, b.verdict) ? -1 : 1));
  const [usual] = counted;
  const [first] = runs;
  if (usual === undefined || first === undefined || counted.length === 1) return undefined;
  return {
    rule,
    differed: seen.length - usual.times,
    ofRuns: seen.length,
    usual: usual.verdict,
    verdicts: Object.fromEntries(counted.map(({ verdict, times }) => [verdict, times])),
    kit: `${first.kit.name} ${first.kit.version}`,
    library: first.target.library.sha256,
    ...(first.client === undefined ? {} : { client: first.client }),
  };
}
