import { expect, test } from 'vitest';
import { RULES, rulesOf } from '../rules/catalogue.js';
import { SENTENCES } from '../rules/iservervirtualdeviceset2-close.sentences.js';
import { documentationOf } from './documentation-of.js';

test('the revision is that of all sentences of the page, each once', () => {
  const { sentences, digest } = documentationOf(RULES);
  expect(new Set(sentences)).toEqual(new Set(Object.values(SENTENCES)));
  expect(digest).toMatch(/^[0-9a-f]{64}$/);
});

test('is the same in whatever order, and another for another fingerprint, place or set of rules', () => {
  const [first, ...others] = rulesOf(['interface']);
  if (first === undefined) throw new Error('no rules');
  const { digest } = documentationOf([first, ...others]);
  expect(documentationOf([...others, first]).digest).toBe(digest);
  const [sentence] = first.restsOn;
  if (sentence === undefined) throw new Error('no sentence');
  const other = (restsOn: object) =>
    documentationOf([{ ...first, restsOn: [{ ...sentence, ...restsOn }] }, ...others]).digest;
  expect(other({})).toBe(digest);
  expect(other({ paragraph: 9 })).not.toBe(digest);
  expect(other({ fingerprint: { ...sentence.fingerprint, it: '0123456789abcdef' } })).not.toBe(digest);
  expect(documentationOf([first]).digest).not.toBe(digest);
});
