import { describe, expect, it } from 'vitest';
import { CONTRADICTIONS, placeOf } from '../rules/contradictions.js';
import { ruleById } from '../rules/catalogue.js';
import { LOCALES } from '../rules/rule.js';
import { contradictionTexts } from '../rules/texts/contradiction-texts.js';
import { textsOf } from '../rules/texts/rule-texts.js';
import type { Finding } from './finding.js';
import { explain } from './explanation.js';

const finding = (more: Partial<Finding>): Finding => ({
  rule: 'CLOSE-04',
  level: 'MUST',
  verdict: 'fail',
  reason: 'Close did not answer VD_E_PROTOCOL',
  expected: 'VD_E_PROTOCOL',
  observed: 'NOERROR',
  decidedBy: [4],
  scenario: 'devices-open',
  history: { path: 'histories/CLOSE-04.json', sha256: 'ab' },
  cases: [],
  ...more,
});
const explained = (more: Partial<Finding>): string => explain(ruleById('CLOSE-04'), finding(more));

describe('the explanation of a finding', () => {
  it.each(CONTRADICTIONS.map((each) => [each.id, each] as const))(
    'names both places of %s, and the reading that is certified',
    (id, { one, another, reading, reason }) => {
      const text = explained({ contradiction: id });
      for (const place of [one, another]) expect(text).toContain(`${placeOf(place)}: ${place.says}\n`);
      expect(text).toContain(`certified:   ${reading} ${reason}\n`);
    },
  );

  it('says nothing of documents where it turned on no contradiction of them', () => {
    expect(explained({})).not.toMatch(/contradict|certified:/);
    expect(explained({}).split('\n')).toHaveLength(6);
  });

  it('names a contradiction that this kit does not know', () => {
    expect(explained({ contradiction: 'contradiction.of-later' })).toContain('contradiction.of-later');
  });
});

const FULL: Partial<Finding> = {
  departure: { event: 3, did: 'called Release', should: 'call Close', written: 'a page, Remarks' },
  contradiction: 'contradiction.close-with-open-devices',
  decidedBy: [3, 4],
};

it('in English it is as it always was', () => {
  const rule = { ...ruleById('CLOSE-04'), level: 'SHOULD' as const };
  expect(explain(rule, finding(FULL)).split('\n')).toEqual([
    'CLOSE-04 fail: Close did not answer VD_E_PROTOCOL',
    '  level:       SHOULD: advice, which stands in no way of conformance',
    '  requirement: Close answers VD_E_PROTOCOL when any device of the set is still open.',
    '  expected:    VD_E_PROTOCOL',
    '  observed:    NOERROR',
    '  departed:    event 3: called Release',
    '  should have: call Close (a page, Remarks)',
    '  documented:  iservervirtualdeviceset2-close, Return Value, paragraph 1, sentence 1; iservervirtualdeviceset2-close, Remarks, paragraph 1, sentence 1; iservervirtualdeviceset2-close, Remarks, paragraph 1, sentence 2',
    '  documents:   they contradict each other: The server’s Close with devices open (contradiction.close-with-open-devices)',
    expect.stringMatching(/^ {2}one place: {3}iservervirtualdeviceset2-close, Return Value: VD_E_PROTOCOL/),
    expect.stringMatching(/^ {2}another: {5}0s1f, Close, /),
    expect.stringMatching(/^ {2}certified: {3}VD_E_PROTOCOL\. The page/),
    '  evidence:    histories/CLOSE-04.json, events 3, 4',
  ]);
});

describe.each(LOCALES)('in %s', (locale) => {
  const rule = ruleById('CLOSE-04');
  const lines = explain(rule, finding(FULL), locale).split('\n');

  it('says as much, in columns, with what the judge said as it was said', () => {
    expect(lines).toHaveLength(12);
    expect(lines[0]).toBe('CLOSE-04 fail: Close did not answer VD_E_PROTOCOL');
    const column = lines[1]!.indexOf(textsOf(rule, locale).statement);
    expect(column).toBeGreaterThan(0);
    for (const line of lines.slice(1)) {
      expect(line.slice(0, column)).toMatch(/^ {2}\S.*: +$/);
      expect(line.slice(column)).toMatch(/^\S/);
    }
    expect(lines.map((line) => line.slice(column))).toEqual(
      expect.arrayContaining(['VD_E_PROTOCOL', 'NOERROR', 'call Close (a page, Remarks)']),
    );
  });

  it('tells the contradiction in that language', () => {
    const contradiction = CONTRADICTIONS[0]!;
    const texts = contradictionTexts(contradiction, locale);
    const text = lines.join('\n');
    for (const part of [texts.title, texts.one, texts.another, `${texts.reading} ${texts.reason}`])
      expect(text).toContain(part);
  });

  it('has no line of the kit’s own that is English elsewhere', () => {
    if (locale === 'en') return;
    const english = explain(rule, finding(FULL)).split('\n');
    lines.slice(1).forEach((line, i) => {
      expect(line).not.toBe(english[i + 1]);
    });
  });
});
