import { samePlace } from './place.js';
import { likeness, type WordsOnRecord } from './likeness.js';
import type { Piece, PublishedPage } from './published-page.js';
import type { Recorded } from './recorded.js';

/**
 * What became of a piece that is on record. `moved`: the same text elsewhere in the page. `changed`: the piece that is most like
 * it, at its place or elsewhere.
 */
export type Match =
  | { readonly state: 'unchanged' | 'moved' | 'changed'; readonly recorded: Recorded; readonly piece: Piece }
  | { readonly state: 'vanished'; readonly recorded: Recorded };

export interface Matched {
  /** In the order of the record. What may say whatever it says, and is not there, is left out. */
  readonly matches: readonly Match[];
  /** What the page has besides. */
  readonly unaccounted: readonly Piece[];
}

/** Share of words that a changed sentence has in common with what it was: anywhere, and at its own place. */
const LIKE_ANYWHERE = 0.5;
const LIKE_AT_ITS_PLACE = 0.2;

/** Finds in a page each piece of the record, no piece of the page twice. */
export function matchPieces(
  page: PublishedPage,
  records: readonly Recorded[],
  words: WordsOnRecord,
): Matched {
  const left = new Set(page.pieces);
  const found = new Map<Recorded, Match>();
  const settle = (state: 'unchanged' | 'moved' | 'changed', recorded: Recorded, piece?: Piece): void => {
    if (piece === undefined) return;
    left.delete(piece);
    found.set(recorded, { state, recorded, piece });
  };
  const open = (): Recorded[] => records.filter((recorded) => !found.has(recorded));
  const isText = (piece: Piece, { fingerprint }: Recorded): boolean =>
    fingerprint === undefined || fingerprint[page.locale] === piece.fingerprint;

  for (const each of records)
    settle(
      'unchanged',
      each,
      find(left, (piece) => samePlace(piece.place, each.place) && isText(piece, each)),
    );
  for (const each of open())
    if (each.fingerprint !== undefined)
      settle(
        'moved',
        each,
        nearest(each, left, (piece) => isText(piece, each)),
      );
  for (const { recorded, piece } of pairs(open(), left, page.locale, words))
    if (!found.has(recorded) && left.has(piece)) settle('changed', recorded, piece);

  const matches = records.flatMap((recorded): Match[] => {
    const match = found.get(recorded);
    if (match !== undefined) return [match];
    return recorded.fingerprint === undefined ? [] : [{ state: 'vanished', recorded }];
  });
  return { matches, unaccounted: [...left] };
}

/** Pairs of what is open on both sides that are alike, the most alike first. */
function pairs(
  records: readonly Recorded[],
  left: ReadonlySet<Piece>,
  locale: PublishedPage['locale'],
  words: WordsOnRecord,
): { readonly recorded: Recorded; readonly piece: Piece }[] {
  const all = records.flatMap((recorded) => {
    const { fingerprint } = recorded;
    if (fingerprint === undefined) return [];
    const were = words.get(fingerprint[locale]);
    return [...left].flatMap((piece) => {
      if (piece.place.kind === 'front matter') return [];
      const here = samePlace(piece.place, recorded.place);
      // Without its words on record, a sentence is known by its place alone.
      const like = were === undefined ? (here ? 1 : 0) : likeness(were, piece.text);
      const least = here ? (recorded.place.kind === 'sentence' ? LIKE_AT_ITS_PLACE : 0) : LIKE_ANYWHERE;
      return like >= least ? [{ recorded, piece, like: like + (here ? 0.1 : 0) }] : [];
    });
  });
  return all.sort((a, b) => b.like - a.like);
}

/** In the same section before others, of the same kind before others, and as near as can be. */
function nearest(
  recorded: Recorded,
  left: ReadonlySet<Piece>,
  is: (piece: Piece) => boolean,
): Piece | undefined {
  const { section, kind, paragraph, sentence } = recorded.place;
  const distance = ({ place }: Piece): number =>
    (place.section === section ? 0 : 1e6) +
    (place.kind === kind ? 0 : 1e5) +
    Math.abs(place.paragraph - paragraph) * 100 +
    Math.abs(place.sentence - sentence);
  return [...left].filter(is).sort((a, b) => distance(a) - distance(b))[0];
}

function find(pieces: ReadonlySet<Piece>, is: (piece: Piece) => boolean): Piece | undefined {
  return [...pieces].find(is);
}
