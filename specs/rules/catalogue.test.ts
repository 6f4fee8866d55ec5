import { describe, expect, it } from 'vitest';
import { RULES, ruleById, rulesOf } from './catalogue.js';
import { SENTENCES } from './iservervirtualdeviceset2-close.sentences.js';

describe('the catalogue', () => {
  it('has the seventeen Close rules, in the order of their ids', () => {
    const ids = Array.from({ length: 17 }, (_, index) => `CLOSE-${String(index + 1).padStart(2, '0')}`);
    expect(rulesOf(['interface']).map((rule) => rule.id)).toEqual(ids);
  });

  it('has after them those of the engine and of the client, each tied to rules of the interface', () => {
    const [engine, client] = [rulesOf(['engine']), rulesOf(['client'])];
    expect(RULES).toEqual([...rulesOf(['interface']), ...engine, ...client]);
    const ids = (prefix: string, count: number) =>
      Array.from({ length: count }, (_, index) => `${prefix}-CLOSE-${String(index + 1).padStart(2, '0')}`);
    expect(engine.map((rule) => rule.id)).toEqual(ids('ENGINE', engine.length));
    expect(client.map((rule) => rule.id)).toEqual(ids('CLIENT', client.length));
    for (const { id, keeps = [] } of [...engine, ...client]) {
      expect(keeps.length, id).toBeGreaterThan(0);
      expect(keeps.map((each) => ruleById(each).subject)).toEqual(keeps.map(() => 'interface'));
    }
  });

  it('rests a rule on every sentence of the page', () => {
    const used = new Set(rulesOf(['interface']).flatMap((rule) => rule.restsOn));
    expect(Object.entries(SENTENCES).filter(([, sentence]) => !used.has(sentence))).toEqual([]);
  });

  it('tells sentences apart: no two have the same place or fingerprint', () => {
    const all = Object.values(SENTENCES);
    const places = all.map((at) => `${at.section} ${at.paragraph}.${at.sentence}`);
    expect(new Set(places).size).toBe(all.length);
    const fingerprints = all.flatMap((at) => Object.values(at.fingerprint));
    expect(new Set(fingerprints).size).toBe(all.length * 4);
  });

  it('gives every rule the texts that a reader of a failure needs', () => {
    for (const rule of RULES) {
      // No page says what good sense alone demands.
      if (rule.level !== 'SHOULD') expect(rule.restsOn.length, rule.id).toBeGreaterThan(0);
      expect(rule.statement, rule.id).toMatch(/\.$/);
      if (rule.level === 'MUST') expect(rule.usualCauses.length, rule.id).toBeGreaterThan(0);
    }
  });

  it('knows no other id', () => {
    expect(() => ruleById('CLOSE-18')).toThrow('CLOSE-18');
  });
});
