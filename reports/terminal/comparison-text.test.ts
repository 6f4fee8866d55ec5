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
worse: 2, gone: 1, new: 1, better: 1, another reason: 1, unchanged: 1
something got worse
`);
});

test('where nothing changed that is all there is to say', () => {
  const same = run([finding('A-1', 'pass')]);
  expect(comparisonText(compareRuns(same, same), plain)).toBe(
    'conformant -> conformant\nunchanged: 1\nnothing got worse\n',
  );
});

test('it is told in the language that is asked for; verdicts and what judges said are as in the documents for programs', () => {
  const before = run([finding('A-1', 'pass'), finding('A-3', 'pass')]);
  const after: typeof before = {
    ...run([finding('A-1', 'fail'), finding('A-4', 'pass')]),
    subject: 'all',
    shard: { index: 1, count: 2, ofRules: 2 },
    target: { ...before.target, fault: 'A-1.broken' },
  };
  expect(comparisonText(compareRuns(before, after), plain, 'it')).toBe(`\
le esecuzioni non differiscono solo nei risultati:
  oggetto: interfaccia -> tutti gli oggetti
  difetto: nessuno -> A-1.broken
  parte: esecuzione intera -> 1/2

peggio
  A-1  pass -> fail
    prima: hand-made pass
    ora:   hand-made fail

scomparso: richiesto prima, ora non più
  A-3  pass -> non richiesto
    prima: hand-made pass

nuovo: prima non richiesto
  A-4  non richiesto -> pass
    ora:   hand-made pass

conformant -> not-conformant
peggio: 1, scomparso: 1, nuovo: 1, invariato: 0
qualcosa è peggiorato
`);
});

test('of runs that are alike in all else it begins with what got worse, and not with an empty line', () => {
  const comparison = compareRuns(run([finding('A-1', 'pass')]), run([finding('A-1', 'fail')]));
  expect(comparisonText(comparison, plain)).toMatch(/^worse\n {2}A-1 {2}pass -> fail\n/);
});
