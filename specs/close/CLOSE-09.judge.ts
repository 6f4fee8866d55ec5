import { conduct } from '../findings/conduct.js';
import { ERROR_OPERATION_ABORTED, fail, inconclusive, pass } from '../findings/evidence.js';
import type { Judge } from '../findings/judge-history.js';
import { aroundClose } from '../findings/outstanding.js';

/** Every callback for an outstanding command says 995. Whether each has one is CLOSE-08's and -10's matter. */
export const judge: Judge = (events, { outstanding }) => {
  const misconduct = conduct(events);
  if (misconduct) return misconduct;
  const around = aroundClose(events);
  if (!around) return inconclusive('Close was not called');

  const callbacks = around.outstanding.flatMap((command) => command.callbacks);
  const wrong = callbacks.find((callback) => callback.completionCode !== ERROR_OPERATION_ABORTED);
  if (wrong) {
    return fail(
      `command ${String(wrong.command)}, outstanding at Close, was completed with another code`,
      {
        expected: `ERROR_OPERATION_ABORTED (${ERROR_OPERATION_ABORTED})`,
        observed: `${wrong.completionName} (${wrong.completionCode})`,
      },
      [around.close, wrong],
    );
  }
  const completed = around.outstanding.filter((command) => command.callbacks.length > 0).length;
  if (completed < Number(outstanding)) {
    return inconclusive(
      `only ${completed} of ${String(outstanding)} outstanding commands were completed: see CLOSE-08 and CLOSE-10`,
      [around.close],
    );
  }
  return pass('every outstanding command was completed with ERROR_OPERATION_ABORTED', [
    around.close,
    ...callbacks,
  ]);
};
