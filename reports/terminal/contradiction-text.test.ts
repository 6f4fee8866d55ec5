import { describe, expect, it } from 'vitest';
import { ruleById } from '../../specs/rules/catalogue.js';
import { CONTRADICTIONS, placeOf } from '../../specs/rules/contradictions.js';
import { contradictionsText } from './contradiction-text.js';
import { ruleText } from './rule-text.js';

const plain = { write: () => undefined };

describe('contradictions for people', () => {
  it.each(CONTRADICTIONS.map((each) => [each.id, each] as const))(
    '%s has both places, what is certified and why, and its rules',
    (_, contradiction) => {
      const text = contradictionsText([contradiction], plain);
      const { one, another, reading, reason, rules } = contradiction;
      for (const place of [one, another]) expect(text).toContain(`${placeOf(place)}: ${place.says}\n`);
      expect(text).toContain(`${reading} ${reason}\n`);
      expect(text).toContain(`rules:      ${rules.length === 0 ? 'none' : rules.join(', ')}`);
    },
  );

  it('link to published pages, and not to others', () => {
    const text = contradictionsText(CONTRADICTIONS, plain);
    expect(text).toContain('vdi-reference/iservervirtualdevice-closedevice\n');
    expect(text).not.toMatch(/vdi-reference\/(0s1f|7tyr|34tq|5j01|vdi)/);
  });

  it('stand in what is told of a rule that rests on one, and of no other', () => {
    const heading = 'Where the documents contradict each other';
    expect(ruleText(ruleById('CLOSE-04'), plain)).toContain(heading);
    expect(ruleText(ruleById('CLOSE-04'), plain)).toContain('(contradiction.close-after-abort)');
    expect(ruleText(ruleById('CLOSE-05'), plain)).not.toContain(heading);
  });
});
