import { answerOf, fail, inconclusive, ofKind, pass, theClose, type Events } from './evidence.js';
import type { Judgement } from './finding.js';
import { describe, leftBehind, resourcesAt, type Left } from './resources.js';

/** Labels under which a scenario that measures resources records them. */
export const BEFORE_OPEN = 'before Open';
export const AFTER_CLOSE = 'after Close';
export const BOTH_CLOSED = 'both ends closed';

/**
 * Were all resources released? Compares the server's process before Open and after Close, and looks whether
 * any named object of the set still exists once both ends are closed. Nothing is tolerated: a set that leaves
 * one descriptor leaves one.
 */
export function judgeReleased(events: Events, without: readonly Left['what'][] = []): Judgement {
  const before = resourcesAt(events, BEFORE_OPEN);
  const after = resourcesAt(events, AFTER_CLOSE);
  if (!before || !after) return inconclusive('the resources were not measured before Open and after Close');
  const close = theClose(events);
  if (!close) return inconclusive('Close was not called');

  const left = leftBehind(before, after, without);
  if (left.length > 0) {
    return fail(
      `after Close (${answerOf(close)}) the server still has ${describe(left)}`,
      {
        expected: 'the mappings, descriptors and threads of before Open',
        observed: `${describe(left)} more`,
      },
      [before, close, after],
    );
  }
  const objects = ofKind(events, 'objects').find((event) => event.label === BOTH_CLOSED);
  if (!objects) return inconclusive('nobody looked for named objects of the set', [close]);
  if (objects.objects.length > 0) {
    return fail(
      'named objects of the set exist after both ends closed',
      { expected: 'no object that bears the name of the set', observed: objects.objects.join(', ') },
      [close, objects],
    );
  }
  return pass(`Close (${answerOf(close)}) released everything`, [before, close, after, objects]);
}
