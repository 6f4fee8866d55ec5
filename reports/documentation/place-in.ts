import type { Place } from '../../specs/documentation/place.js';
import { EXPLANATION_WORDS, sectionName } from '../../specs/findings/texts/explanation-words.js';
import { filled } from '../texts/filled.js';
import type { Telling } from './telling.js';

/** Where a piece stands in its page: as `placeText` in English, in the language of who is told. */
export function placeIn(
  { section: heading, kind, paragraph, sentence }: Place,
  { locale, texts: { places, pieces } }: Pick<Telling, 'locale' | 'texts'>,
): string {
  const section = sectionName(heading, locale);
  switch (kind) {
    case 'front matter':
    case 'title':
      return pieces[kind];
    case 'heading':
      return filled(places.heading, { section });
    case 'sentence':
      return EXPLANATION_WORDS[locale].sentence(section, paragraph, sentence);
    case 'column':
      return filled(places.column, { section, n: sentence });
    case 'value':
    case 'explanation': {
      const row = filled(places.row, { section, n: paragraph, name: pieces[kind] });
      return sentence === 1 ? row : `${row} ${sentence}`;
    }
    default:
      return `${section}, ${pieces[kind]} ${paragraph}`;
  }
}

/** The paragraph, or the table's head, in which a piece stands; of other kinds the piece. */
export function aroundIn(place: Place, telling: Pick<Telling, 'locale' | 'texts'>): string {
  const { paragraph, tableHead } = telling.texts.places;
  const section = sectionName(place.section, telling.locale);
  if (place.kind === 'sentence') return filled(paragraph, { section, n: place.paragraph });
  return place.kind === 'column' ? filled(tableHead, { section }) : placeIn(place, telling);
}
