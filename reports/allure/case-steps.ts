import { attachment, logStep, Status, step } from 'allure-js-commons';
import { bothEnds } from '../timeline/both-ends.js';
import { statusOf } from './status.js';
import { timeline } from '../timeline/timeline.js';
import type { History } from '../../harness/history/history.js';
import type { Finding } from '../../specs/findings/finding.js';

/** As wide as a page shows it without scrolling, and as many rows as somebody reads. */
const BESIDE = { width: 160, most: 200 };

/**
 * The cases of the scenario as steps, and in each what happened; events that decided carry the case's status. A case that failed begins
 * with the first departure, if its judge could tell it.
 * @param fromBothEnds whether the two ends are shown beside each other, too, where a case failed.
 */
export async function describeCases(
  finding: Finding,
  history: History,
  fromBothEnds: boolean,
): Promise<void> {
  for (const judged of finding.cases) {
    const status = statusOf(judged.verdict, finding.level);
    await stepWithStatus(`${judged.case}: ${judged.reason}`, status, async () => {
      const { departure } = judged;
      if (departure !== undefined) {
        await logStep(`first departure, event ${departure.event}: ${departure.did}`, status);
        await logStep(`it should have: ${departure.should} (${departure.written})`, Status.PASSED);
      }
      if (fromBothEnds && judged.verdict === 'fail') {
        const lines = bothEnds(history, judged, BESIDE).map(({ text }) => text);
        await attachment('both ends', lines.join('\n'), { contentType: 'text/plain', fileExtension: '.txt' });
      }
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
