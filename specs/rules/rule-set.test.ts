import { expect, test } from 'vitest';
import { RULES } from './catalogue.js';
import { ruleSetDigest } from './rule-set.js';

const [RULE] = RULES;
const MODULES = [
  { path: 'specs/a.js', text: 'one\n' },
  { path: 'specs/b.js', text: 'two' },
];
const digest = ruleSetDigest([RULE!], MODULES);

test('is the same for the same rules and modules, in whatever order and with whatever line ends', () => {
  expect(digest).toMatch(/^[0-9a-f]{64}$/);
  expect(ruleSetDigest([RULE!], [...MODULES].reverse())).toBe(digest);
  const windows = MODULES.map(({ path, text }) => ({ path, text: text.replaceAll('\n', '\r\n') }));
  expect(ruleSetDigest([RULE!], windows)).toBe(digest);
});

test.each([
  ['a rule is another', [{ ...RULE!, statement: 'Else.' }], MODULES],
  ['a fingerprint is another', [{ ...RULE!, restsOn: [] }], MODULES],
  ['a rule more', RULES.slice(0, 2), MODULES],
  ['a module is another', [RULE!], [{ path: 'specs/a.js', text: 'one' }, MODULES[1]!]],
  ['a module is missing', [RULE!], [{ path: 'specs/a.js', text: null }, MODULES[1]!]],
  ['a module is empty', [RULE!], [{ path: 'specs/a.js', text: '' }, MODULES[1]!]],
  ['a module has another name', [RULE!], [{ path: 'specs/c.js', text: 'one\n' }, MODULES[1]!]],
  ['a text has moved on', [RULE!], [{ path: 'specs/a.js', text: 'one\nspecs/b.js\n3\ntwo' }]],
  ['there is no module', [RULE!], []],
])('is another when %s', (_, rules, modules) => {
  expect(ruleSetDigest(rules, modules)).not.toBe(digest);
});
