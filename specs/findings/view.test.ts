import { expect, test } from 'vitest';
import { handMade } from './hand-made.js';
import { viewOf } from './view.js';

test.each([
  [['inside', 'inside'], 'inside'],
  [['inside', 'outside', 'inside'], 'outside'],
  [[], undefined],
] as const)('programs seen from %j are seen from %s in all', (views, view) => {
  const made = handMade();
  for (const each of views) made.program({ view: each });
  expect(viewOf(made.close('NOERROR').events)).toBe(view);
});
