import { expect, test } from 'vitest';
import { placeOf, placeText } from '../documentation/place.js';
import { fingerprintOf, wordFingerprint, wordsOf } from '../documentation/fingerprint.js';
import { contradictionById } from './contradictions.js';
import { DISAGREEMENTS } from './iservervirtualdeviceset2-close.disagreements.js';
import { EXEMPTIONS } from './iservervirtualdeviceset2-close.exemptions.js';
import { SENTENCES } from './iservervirtualdeviceset2-close.sentences.js';
import { WORDS } from './iservervirtualdeviceset2-close.words.js';
import { RULES } from './catalogue.js';
import { LOCALES } from './rule.js';

const recorded = [...Object.values(SENTENCES), ...EXEMPTIONS].flatMap(({ fingerprint }) =>
  fingerprint === undefined ? [] : Object.values(fingerprint),
);

test('the words of every text that is on record are on record, and of no other', () => {
  const words = new Map(WORDS.map((line) => [line.split(' ')[0] ?? '', line]));
  expect(words.size).toBe(WORDS.length);
  expect([...words.keys()].sort()).toEqual([...new Set(recorded)].sort());
  for (const line of WORDS) expect(line).toMatch(/^[0-9a-f]{16}(?: [0-9a-f]{4})+$/);
});

test('words are cut and fingerprinted as they were when they were put on record', () => {
  const title = 'IServerVirtualDeviceSet2::Close (VDI)';
  expect(WORDS).toContain([fingerprintOf(title), ...wordsOf(title).map(wordFingerprint)].join(' '));
});

test('no place is on record twice', () => {
  const places = [...Object.values(SENTENCES).map(placeOf), ...EXEMPTIONS.map(({ place }) => place)].map(
    placeText,
  );
  expect(new Set(places).size).toBe(places.length);
});

test('each exemption has its reason', () => {
  for (const { reason } of EXEMPTIONS) expect(reason).toMatch(/\w{3}/);
});

test('a disagreement is between languages, all of them, about a sentence that its rules rest on', () => {
  for (const { sides, sentence, rules } of DISAGREEMENTS) {
    expect(sides.length).toBeGreaterThan(1);
    expect(sides.flatMap(({ locales }) => locales).sort()).toEqual([...LOCALES].sort());
    for (const id of rules) expect(RULES.find((rule) => rule.id === id)?.restsOn).toContain(sentence);
  }
});

test('a disagreement is among the contradictions of the documents, by its id, with the same languages and rules', () => {
  for (const { id, sentence, sides, rules } of DISAGREEMENTS) {
    const { one, another, rules: resting } = contradictionById(id) ?? {};
    expect([one?.page, another?.page], id).toEqual([sentence.page, sentence.page]);
    expect(
      sides.map(({ locales }) => locales),
      id,
    ).toEqual([one?.locales, another?.locales]);
    expect(rules, id).toEqual(resting);
  }
});
