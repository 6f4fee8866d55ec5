import { expect, test } from 'vitest';
import { made } from './hand-made.js';
import { KETTLE_RECORD, kettleIn } from './testing/kettle-record.js';
import { recordText } from './record-text.js';
import { recordOf } from './recorded.js';
import { LOCALES } from '../rules/rule.js';

const pages = LOCALES.map((locale) => made(kettleIn(locale), { file: `${locale}.md` }));
const text = recordText(pages, KETTLE_RECORD.exemptions, (_, { sentence }) => `name${sentence}`);

test('what it prints of pages is what is on record of them', () => {
  const records = recordOf(KETTLE_RECORD.rules, KETTLE_RECORD.exemptions);
  expect(text.sentences.length + text.exemptions.length).toBe(records.length);
  const printed = [...text.sentences, ...text.exemptions].join('\n');
  for (const { place, fingerprint } of records) {
    expect(printed).toContain(`'${place.section}'`);
    if (fingerprint !== undefined)
      for (const each of Object.values(fingerprint)) expect(printed).toContain(`'${each}'`);
  }
  expect(text.sentences[0]).toMatch(
    /^name1: sentence\('lead', 1, 1, \{ en: '\w{16}', ru: '\w{16}', fr: .*\}\),$/,
  );
  expect(text.exemptions[0]).toBe("exempt('lead', 'front matter', [1, 1], 'a front matter'),");
});

test('the words that it prints are those on record, and no word in plain', () => {
  const lines = text.words.map((line) => line.slice(1, -2).split(' '));
  for (const [sentence = '', ...words] of lines) expect(KETTLE_RECORD.words.get(sentence)).toEqual(words);
  expect(text.words.join('')).toMatch(/^['0-9a-f ,]+$/);
});
