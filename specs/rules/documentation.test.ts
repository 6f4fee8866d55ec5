import { expect, test } from 'vitest';
import { RULES, rulesOf } from './catalogue.js';
import { documentationOf, documentationSchema, revisionOf } from './documentation.js';
import { SENTENCES } from './iservervirtualdeviceset2-close.sentences.js';

const [first, ...others] = rulesOf(['interface']);
if (first === undefined) throw new Error('no rules');
const revision = revisionOf([first, ...others]);

test('documentation is what each rule rests on, and the revision of that, also when it was read back', () => {
  const documentation = documentationOf([first, ...others]);
  expect(documentation.rules[0]).toEqual({ rule: first.id, restsOn: first.restsOn });
  expect(documentation.digest).toBe(revision);
  const read = documentationSchema.parse(JSON.parse(JSON.stringify(documentation)));
  expect(read).toEqual(documentation);
  expect(revisionOf(read.rules)).toBe(revision);
});

test('the revision of all rules is that of all sentences of the page, each once', () => {
  expect(revisionOf(RULES)).toMatch(/^[0-9a-f]{64}$/);
  expect(revisionOf(RULES)).toBe(revisionOf([{ restsOn: Object.values(SENTENCES) }]));
});

test('the revision is the same in whatever order, and another for another fingerprint, place or set of rules', () => {
  expect(revisionOf([...others, first])).toBe(revision);
  const [sentence] = first.restsOn;
  if (sentence === undefined) throw new Error('no sentence');
  const other = (restsOn: object) =>
    revisionOf([{ ...first, restsOn: [{ ...sentence, ...restsOn }] }, ...others]);
  expect(other({})).toBe(revision);
  expect(other({ paragraph: 9 })).not.toBe(revision);
  for (const locale of ['en', 'ru', 'fr', 'it'])
    expect(other({ fingerprint: { ...sentence.fingerprint, [locale]: '0123456789abcdef' } })).not.toBe(
      revision,
    );
  expect(revisionOf([first])).not.toBe(revision);
});
