import type { History } from '../../history/history.js';
import type { Session } from '../../stage/session.js';
import type { Judgement } from '../../../specs/findings/finding.js';
import { judgeHistory } from '../../../specs/findings/judge-history.js';
import { runCases } from '../../../specs/scenario.js';
import type { PlannedCase } from './plan.js';

/** What one rule's judge says of one case. */
export interface Judged {
  readonly rule: string;
  readonly case: string;
  readonly judgement: Judgement;
  readonly history: History;
}

/** Runs a case, and has every rule that it is for judge it. Never rejects for what the target did. */
export async function runPlanned(
  session: Session,
  { scenario, definition, judgedBy }: PlannedCase,
): Promise<Judged[]> {
  const rules = judgedBy.map(({ rule }) => rule).join('+');
  const recording = session.record({ rule: rules, scenario });
  await runCases(recording, [definition], 1);
  const history = recording.history();
  return judgedBy.map(({ rule, judge }) => {
    const { cases } = judgeHistory(judge, history);
    const [judgement] = cases;
    if (judgement === undefined) throw new TypeError(`case ${definition.id} is not in its history`);
    return { rule, case: definition.id, judgement, history };
  });
}

/** Did the kit or its machine fail, so that nothing could be seen? */
export function kitFailed({ history }: Judged): boolean {
  return history.events.some((event) => event.kind === 'kit-fault');
}
