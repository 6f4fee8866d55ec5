import { logStep, Status, step } from 'allure-js-commons';
import { timeline } from '../timeline/timeline.js';
import type { History } from '../../harness/history/history.js';
import type { Finding, Verdict } from '../../specs/findings/finding.js';

/** How Allure shows a verdict: failed is the target's, broken is what was not concluded. */
export const STATUS: Readonly<Record<Verdict, Status>> = {
  pass: Status.PASSED,
  'documents-disagree': Status.PASSED,
  'not-applicable': Status.SKIPPED,
  inconclusive: Status.BROKEN,
  fail: Status.FAILED,
};

/** The cases of the scenario as steps, and in each what happened; events that decided carry the case's status. */
export async function describeCases(finding: Finding, history: History): Promise<void> {
  for (const judged of finding.cases) {
    const status = STATUS[judged.verdict];
    await stepWithStatus(`${judged.case}: ${judged.reason}`, status, async () => {
      for (const line of timeline(history, judged.case, judged.decidedBy)) {
        await logStep(
          line.decided ? `${line.text}  ◀ decided` : line.text,
          line.decided ? status : Status.PASSED,
        );
      }
    });
  }
}

/** Allure takes a step's status from what its body throws; what is thrown for that goes no further. */
async function stepWithStatus(name: string, status: Status, body: () => Promise<void>): Promise<void> {
  const outcome = status === Status.FAILED ? new StepFailed() : new StepBroken();
  try {
    await step(name, async () => {
      await body();
      if (status === Status.FAILED || status === Status.BROKEN) throw outcome;
    });
  } catch (error) {
    if (error !== outcome) throw error;
  }
}

class StepBroken extends Error {
  override stack = '';
}

/** The name is what Allure goes by. */
class StepFailed extends StepBroken {
  override readonly name = 'AssertionError';
}
