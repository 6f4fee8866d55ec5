import { conduct } from '../findings/conduct.js';
import { fail, inconclusive, ofKind, pass, theClose } from '../findings/evidence.js';
import type { Judge } from '../findings/judge-history.js';
import { leftBehind, resourcesAt } from '../findings/resources.js';

/** Labels of the measurements: of the resources before Open, and of buffers and resources after Close. */
export const BEFORE = 'before';
export const AFTER = 'after Close';

/** No buffer is mapped when Close has returned, nor is anything else of the set’s memory. */
export const judge: Judge = (events) => {
  const misconduct = conduct(events);
  if (misconduct) return misconduct;
  const close = theClose(events);
  if (!close) return inconclusive('Close was not called');

  const looks = ofKind(events, 'ranges').filter((event) => event.seenFrom === 'self');
  const mappedBefore = looks.find((event) => event.label === BEFORE);
  const at = looks.find((event) => event.label === AFTER);
  if (!at || mappedBefore?.ranges.some((range) => !range.mapped) !== false) {
    return inconclusive('the buffers were not seen mapped before Close and looked at after it', [close]);
  }
  const mapped = at.ranges.filter((range) => range.mapped);
  if (mapped.length > 0) {
    const names = mapped.map((range) => `${range.label} at ${range.address} (${range.by})`).join(', ');
    return fail(
      'buffers were still mapped when Close returned',
      { expected: `none of the ${at.ranges.length} buffers is mapped`, observed: `mapped: ${names}` },
      [close, at],
    );
  }

  const before = resourcesAt(events, BEFORE);
  const after = resourcesAt(events, AFTER);
  if (!before || !after)
    return inconclusive('the mappings were not measured before Open and after Close', [at]);
  const left = leftBehind(before, after, ['descriptor', 'thread'])[0];
  if (left) {
    return fail(
      'shared memory of the set is still mapped after Close',
      { expected: 'the mappings of before Open', observed: `also ${left.which}` },
      [before, close, after],
    );
  }
  return pass('no buffer was mapped when Close returned', [close, at, after]);
};
