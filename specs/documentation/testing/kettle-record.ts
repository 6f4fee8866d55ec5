import { wordFingerprint, wordsOf } from '../fingerprint.js';
import type { DocumentationRecord } from '../check-documentation.js';
import { RULES } from '../../rules/catalogue.js';
import { LOCALES, type Locale, type SentencePosition } from '../../rules/rule.js';
import { KETTLE, made } from '../hand-made.js';
import type { Piece } from '../published-page.js';

/** What each language has for "e.g." */
const EXAMPLE = { ru: 'напр.', fr: 'p. ex.', it: 'ad es.' } as const;

/** The kettle's page in a language: invented words, the same sentences. */
export function kettleIn(locale: Locale): string {
  if (locale === 'en') return KETTLE;
  return KETTLE.replace('ms.date', `ms.contentlocale: ${locale}-${locale.toUpperCase()}\nms.date`)
    .replace('e.g.', EXAMPLE[locale])
    .replaceAll('kettle', `kettle-${locale}`)
    .replaceAll('water', `water-${locale}`);
}

const PAGES = LOCALES.map((locale) => made(kettleIn(locale), { file: `${locale}.md` }));
const [ENGLISH] = PAGES;

function fingerprintsOf(piece: Piece): SentencePosition['fingerprint'] {
  const index = ENGLISH?.pieces.indexOf(piece) ?? -1;
  const of = (locale: Locale): string =>
    PAGES.find((page) => page.locale === locale)?.pieces[index]?.fingerprint ?? '';
  return { en: of('en'), ru: of('ru'), fr: of('fr'), it: of('it') };
}

const PIECES = ENGLISH?.pieces ?? [];
const restsOn: readonly SentencePosition[] = PIECES.filter(
  ({ place: { kind, section } }) => kind === (section === 'Return Value' ? 'explanation' : 'sentence'),
).map((piece) => ({
  page: 'iservervirtualdeviceset2-close',
  section: piece.place.section as SentencePosition['section'],
  paragraph: piece.place.paragraph,
  sentence: piece.place.sentence,
  fingerprint: fingerprintsOf(piece),
}));

/** What would be on record of the kettle's page: one rule rests on all of its sentences, the rest is exempt. */
export const KETTLE_RECORD: DocumentationRecord = {
  rules: RULES.slice(0, 1).map((rule) => ({ ...rule, id: 'KETTLE-01', restsOn })),
  exemptions: PIECES.filter(({ place }) => place.kind !== 'sentence' && place.kind !== 'explanation').map(
    (piece) => ({
      page: 'iservervirtualdeviceset2-close',
      place: piece.place,
      reason: `a ${piece.place.kind}`,
      ...(piece.place.kind !== 'front matter' &&
        piece.place.kind !== 'include' && { fingerprint: fingerprintsOf(piece) }),
    }),
  ),
  disagreements: restsOn.slice(1, 2).map((sentence) => ({
    id: 'contradiction.steam',
    title: 'Whose steam it is',
    sentence,
    sides: [
      { locales: ['en', 'ru'], says: 'the kettle’s' },
      { locales: ['fr', 'it'], says: 'the water’s' },
    ],
    reading: 'The water’s.',
    rules: ['KETTLE-01'],
  })),
  words: new Map(
    PAGES.flatMap(({ pieces }) =>
      pieces.map(({ fingerprint, text }) => [fingerprint, wordsOf(text).map(wordFingerprint)] as const),
    ),
  ),
};
