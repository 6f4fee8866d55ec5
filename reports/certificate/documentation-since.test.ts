import { expect, test } from 'vitest';
import { made } from '../../specs/documentation/hand-made.js';
import { KETTLE_RECORD, kettleIn } from '../../specs/documentation/testing/kettle-record.js';
import { LOCALES, type Locale } from '../../specs/rules/rule.js';
import { documentationSince } from './documentation-since.js';
import { handMadeCertificate } from './hand-made.js';

const { content } = handMadeCertificate();
const restsOn = KETTLE_RECORD.rules.flatMap((rule) => [...rule.restsOn]);
/** Two rules rest on the kettle's page; on its first sentence both do. */
const certified = {
  ...content,
  documentation: {
    digest: 'of no interest here',
    rules: [
      { rule: 'KETTLE-01', restsOn },
      { rule: 'KETTLE-02', restsOn: restsOn.slice(0, 1) },
    ],
  },
};

function since(edit: (text: string) => string = String, locales: readonly Locale[] = LOCALES) {
  const pages = locales.map((locale) => made(edit(kettleIn(locale)), { file: `${locale}.md` }));
  return documentationSince(certified, pages, (rules) => ({ ...KETTLE_RECORD, rules }));
}

test('nothing is warned of where the pages are as they were', () => {
  expect(since()).toEqual({ unchanged: 4 * restsOn.length, moved: 0, warnings: [], missing: [] });
});

test('a sentence that changed is warned of, word by word, with all rules that rest on it', () => {
  const { warnings, unchanged } = since((text) => text.replace('heats the', 'warms the'), ['en']);
  expect(unchanged).toBe(restsOn.length - 1);
  expect(warnings).toMatchObject([
    {
      state: 'changed',
      page: 'iservervirtualdeviceset2-close',
      place: { section: 'lead', paragraph: 1, sentence: 1 },
      rules: ['KETTLE-01', 'KETTLE-02'],
    },
  ]);
  expect(warnings[0]?.changes).toContainEqual({ kind: 'new', words: ['warms'] });
});

test('one that vanished is warned of; those that only moved up are not', () => {
  const { warnings, moved } = since((text) => text.replace(/ An empty \S+ gets hot\./, ''), ['en', 'ru']);
  expect(warnings.map(({ locale, state }) => [locale, state])).toEqual([
    ['en', 'vanished'],
    ['ru', 'vanished'],
  ]);
  expect(moved).toBe(2);
});

test('what no rule rests on may change', () => {
  expect(since((text) => text.replace('HRESULT', 'BOOL').replace('## Syntax', '## Form')).warnings).toEqual(
    [],
  );
});

test('a page that is not there in a language is no warning, and is told once', () => {
  expect(since(String, ['en', 'fr'])).toMatchObject({
    warnings: [],
    missing: [{ locale: 'ru' }, { locale: 'it' }],
  });
});
