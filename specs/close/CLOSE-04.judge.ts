import { conduct } from '../findings/conduct.js';
import { answered, answerOf, fail, inconclusive, pass, theClose } from '../findings/evidence.js';
import type { Judge } from '../findings/judge-history.js';

export const judge: Judge = (events, { open, devices }) => {
  const misconduct = conduct(events);
  if (misconduct) return misconduct;
  const close = theClose(events);
  if (!close) return inconclusive('Close was not called');
  if (!answered(close, 'VD_E_PROTOCOL')) {
    return fail(
      `Close did not answer VD_E_PROTOCOL with ${String(open)} of ${String(devices)} devices open`,
      {
        expected: 'VD_E_PROTOCOL',
        observed: answerOf(close),
        contradiction: answered(close, 'NOERROR') ? 'contradiction.close-with-open-devices' : undefined,
      },
      [close],
    );
  }
  return pass('Close answered VD_E_PROTOCOL', [close]);
};
