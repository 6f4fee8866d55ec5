import { describe, expect, it } from 'vitest';
import { RULES } from './catalogue.js';
import { CONTRADICTIONS, contradictionById, contradictionsOf, placeOf } from './contradictions.js';

describe('the contradictions of the documents', () => {
  it('have an id of their own each', () => {
    const ids = CONTRADICTIONS.map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    for (const id of ids) expect(id).toMatch(/^contradiction\.[a-z-]+$/);
  });

  it.each(CONTRADICTIONS.map((each) => [each.id, each] as const))(
    '%s names two places, and says what is read and why',
    (_, { title, one, another, reading, reason }) => {
      const place = ({ page, section, locales }: typeof one) => [page, section, locales];
      expect(place(one)).not.toEqual(place(another));
      expect(one.says).not.toBe(another.says);
      for (const text of [one.says, another.says, reading, reason]) expect(text).toMatch(/^\S.*\.$/);
      expect(title).toMatch(/[^.]$/);
    },
  );

  it('are tied to rules of the catalogue only, in its order', () => {
    const known = RULES.map(({ id }) => id);
    for (const { id, rules } of CONTRADICTIONS)
      expect(
        known.filter((each) => rules.includes(each)),
        id,
      ).toEqual(rules);
  });

  it('are found by rule and by id', () => {
    expect(contradictionsOf('CLOSE-04').map(({ id }) => id)).toEqual([
      'contradiction.close-with-open-devices',
      'contradiction.close-after-abort',
    ]);
    expect(contradictionsOf('CLOSE-06')).toEqual([]);
    expect(contradictionById('contradiction.agent-end')?.rules).toEqual(['CLOSE-13']);
    expect(contradictionById('contradiction.none')).toBeUndefined();
  });

  it('name a place by page and section, and by its languages where they disagree', () => {
    const places = (id: string): string[] => {
      const { one, another } = contradictionById(id) ?? {};
      return [one, another].map((place) => (place === undefined ? '' : placeOf(place)));
    };
    expect(places('contradiction.agent-end')).toEqual([
      'iservervirtualdeviceset2-executecompletionagent, Remarks',
      '34tq',
    ]);
    expect(places('contradiction.resources-of-what')).toEqual([
      'iservervirtualdeviceset2-close, lead (en, ru)',
      'iservervirtualdeviceset2-close, lead (fr, it)',
    ]);
  });

  it('have those of a rule whose reading is its own', () => {
    // A rule whose documents are silent, and do not contradict each other, has a reading and no contradiction.
    for (const id of ['CLOSE-02', 'CLOSE-03', 'CLOSE-04', 'CLOSE-07', 'CLOSE-15', 'CLIENT-CLOSE-19'])
      expect(contradictionsOf(id), id).not.toEqual([]);
  });
});
