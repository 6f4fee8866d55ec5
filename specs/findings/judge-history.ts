import type { History } from '../../harness/history/history.js';
import type { Judgement, Verdict } from './finding.js';

/** A pure function from one case of a history to a judgement on one rule. */
export type Judge = (
  events: History['events'],
  parameters: History['cases'][number]['parameters'],
) => Judgement;

type CaseJudgement = Judgement & { case: string };

/** Worst last: the verdict on a scenario is the worst of its cases. */
const ORDER: readonly Verdict[] = ['not-applicable', 'pass', 'documents-disagree', 'inconclusive', 'fail'];

/**
 * Judges every case and sums up. A judge that throws has found nothing out: inconclusive.
 */
export function judgeHistory(
  judge: Judge,
  history: History,
): { judgement: Judgement; cases: CaseJudgement[] } {
  const cases = history.cases.map(({ id, parameters }): CaseJudgement => {
    const events = history.events.filter((event) => event.case === id);
    try {
      return { case: id, ...judge(events, parameters) };
    } catch (error) {
      return {
        case: id,
        verdict: 'inconclusive',
        reason: `the judge itself failed: ${String(error)}`,
        decidedBy: [],
      };
    }
  });
  return { judgement: summary(cases), cases };
}

function summary(cases: readonly CaseJudgement[]): Judgement {
  const worst = cases.reduce<CaseJudgement | undefined>(
    (so, each) => (so === undefined || ORDER.indexOf(each.verdict) > ORDER.indexOf(so.verdict) ? each : so),
    undefined,
  );
  if (worst === undefined) {
    return { verdict: 'inconclusive', reason: 'no case of the scenario was run', decidedBy: [] };
  }
  const { case: id, ...judgement } = worst;
  if (judgement.verdict === 'pass') {
    return {
      ...judgement,
      reason: `${judgement.reason} (${cases.length} of ${cases.length} cases)`,
      decidedBy: cases.flatMap((each) => each.decidedBy),
    };
  }
  return { ...judgement, reason: `case ${id}: ${judgement.reason}` };
}
