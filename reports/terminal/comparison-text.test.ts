import { expect, test } from 'vitest';
import { compareRuns } from '../compare/compare-runs.js';
import { handMadeDocument as run, handMadeFinding as finding } from '../json/hand-made.js';
import { comparisonText } from './comparison-text.js';

const plain = { write: () => true };

test('what got worse comes first, and the two reasons stand below each other', () => {
  const before = run([
    finding('A-1', 'pass'),
    finding('A-2', 'fail'),
    finding('A-3', 'pass'),
    finding('A-4', 'pass', { reason: 'as it was' }),
    finding('A-5', 'pass', { level: 'SHOULD' }),
    finding('A-6', 'pass'),
  ]);
  const after = run([
    finding('A-1', 'fail'),
    finding('A-2', 'pass'),
    finding('A-4', 'pass', { reason: 'as it is' }),
    finding('A-5', 'fail', { level: 'SHOULD' }),
    finding('A-6', 'pass'),
    finding('A-7', 'pass'),
  ]);
  const text = comparisonText(
    compareRuns(before, {
      ...after,
      kit: { ...after.kit, version: '2.0.0' },
      problems: [{ where: 'vitest', message: 'broke' }],
    }),
    plain,
  );
  expect(text).toBe(`the runs are not alike in all:
  kit: vdi-conformance 0.0.0 -> vdi-conformance 2.0.0

worse
  A-1  pass -> fail
    before: hand-made pass
    now:    hand-made fail
  A-5  pass -> fail  (SHOULD: advice)
    before: hand-made pass
    now:    hand-made fail

gone: asked for before, and not any more
  A-3  pass -> not asked for
    before: hand-made pass

new: not asked for before
  A-7  not asked for -> pass
    now:    hand-made pass

better
  A-2  fail -> pass
    now:    hand-made pass

the same verdict for another reason
  A-4  pass
    before: as it was
    now:    as it is

new problem of the kit, vitest: broke

not-conformant -> not-conformant
2 worse, 1 gone, 1 new, 1 better, 1 with another reason, 1 unchanged
something got worse
`);
});

test('where nothing changed that is all there is to say', () => {
  const same = run([finding('A-1', 'pass')]);
  expect(comparisonText(compareRuns(same, same), plain)).toBe(
    'conformant -> conformant\n1 unchanged\nnothing got worse\n',
  );
});
