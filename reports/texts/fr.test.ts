import { describe, expect, test } from 'vitest';
import { typographicFaults } from '../../specs/rules/texts/fr/typography.js';
import { FR } from './fr.js';
import { TERMINAL_FR } from './terminal.fr.js';

type Leaf = string | ((...numbers: number[]) => string);

/** Every string of the texts, and what the functions say of one and of two. */
function strings(of: object): string[] {
  return Object.values(of).flatMap((value: Leaf | object) => {
    if (typeof value === 'object') return strings(value);
    return typeof value === 'string' ? [value] : [value(1, 51), value(2, 51)];
  });
}

test('all of it has French spaces and apostrophes', () => {
  for (const text of strings({ FR, TERMINAL_FR })) expect(typographicFaults(text), text).toEqual([]);
});

describe('none and one are singular, as French counts', () => {
  test.each([
    [0, '0 événement décisif'],
    [1, '1 événement décisif'],
    [2, '2 événements décisifs'],
  ])('%i', (count, text) => {
    expect(FR.evidence.events(count)).toBe(text);
  });

  test('a rule that was asked for alone', () => {
    expect(FR.run.someRules(1, 51)).toMatch(/^1 règle sur 51 a été demandée.* sur elle\.$/u);
    expect(FR.run.someRules(2, 51)).toMatch(/^2 règles sur 51 ont été demandées.* sur elles\.$/u);
  });
});
