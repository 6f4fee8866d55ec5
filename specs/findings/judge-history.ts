import type { History } from '../../harness/history/history.js';
import type { Judgement } from './finding.js';
import { worstOf } from './verdict-order.js';

/** A pure function from one case of a history to a judgement on one rule. */
export type Judge = (
  events: History['events'],
  parameters: History['cases'][number]['parameters'],
) => Judgement;

type CaseJudgement = Judgement & { case: string };

/**
 * Judges every case and sums up: the verdict on a scenario is the worst of its cases. A judge that throws has found nothing out: inconclusive.
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
  return { judgement: summaryOfCases(cases), cases };
}

/** The judgement on a rule, from those on its cases: the worst of them. */
export function summaryOfCases(cases: readonly CaseJudgement[]): Judgement {
  const worst = worstOf(cases);
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
