import { describe, expect, test } from 'vitest';
import { RULES } from '../../specs/rules/catalogue.js';
import { selectRules } from './select-rules.js';

const select = (...patterns: string[]): string[] => selectRules(RULES, patterns).map((rule) => rule.id);

describe('selectRules', () => {
  test('selects all rules when none is asked for, but those about somebody’s client', () => {
    const all = RULES.filter(({ subject }) => subject !== 'client');
    expect(select()).toEqual(all.map((rule) => rule.id));
  });

  test('takes ids and globs in either case, and keeps the order of the catalogue, each rule once', () => {
    expect(select('close-1[67]', 'CLOSE-02', 'CLOSE-16')).toEqual(['CLOSE-02', 'CLOSE-16', 'CLOSE-17']);
    expect(select('*')).toHaveLength(RULES.length);
  });

  test.each(['CLOSE-4', 'CLOZE-04'])('names near ones when %s matches nothing', (pattern) => {
    expect(() => select('CLOSE-01', pattern)).toThrow(
      expect.objectContaining({
        code: 'UNKNOWN_RULE',
        message: expect.stringContaining('CLOSE-04') as string,
      }),
    );
  });

  test.each(['', '*'.repeat(70_000)])('refuses what is no pattern', (pattern) => {
    expect(() => select(pattern)).toThrow(expect.objectContaining({ code: 'MALFORMED_RULE' }));
  });
});
