import { expect, test } from 'vitest';
import { RULES } from '../../specs/rules/catalogue.js';
import { junitXml } from './junit.js';
import { handMadeDocument, handMadeFinding } from '../json/hand-made.js';

test('an inconclusive rule is an error, a failed one a failure, one that does not apply skipped', () => {
  const xml = junitXml(
    handMadeDocument([
      handMadeFinding('CLOSE-01', 'pass'),
      handMadeFinding('CLOSE-02', 'fail'),
      handMadeFinding('CLOSE-03', 'inconclusive'),
      handMadeFinding('CLOSE-04', 'not-applicable'),
      handMadeFinding('CLOSE-05', 'documents-disagree'),
    ]),
    RULES,
  );
  expect(xml).toContain('tests="5" failures="1" errors="1" skipped="1"');
  expect(xml).toMatch(/name="CLOSE-02 [^"]+"[^>]*>\s*<failure/);
  expect(xml).toMatch(/name="CLOSE-03 [^"]+"[^>]*>\s*<error/);
  expect(xml).toMatch(/name="CLOSE-04 [^"]+"[^>]*>\s*<skipped/);
  expect(xml).toMatch(/name="CLOSE-05 [^"]+"[^>]*>\s*<system-out/);
});

test('a problem of the kit is an error of its own', () => {
  const xml = junitXml(
    {
      ...handMadeDocument([handMadeFinding('CLOSE-01', 'pass')]),
      problems: [{ where: 'x', message: 'broke' }],
    },
    RULES,
  );
  expect(xml).toContain('tests="2" failures="0" errors="1"');
  expect(xml).toContain('<error message="broke">');
});

test('stays well-formed whatever a target said', () => {
  const reason = 'said <a href="x">&amp;\u0000\u001b]0;\ud800</a>\nand more';
  const xml = junitXml(handMadeDocument([{ ...handMadeFinding('CLOSE-01', 'fail'), reason }]), RULES);
  expect(xml).toContain(
    'said &lt;a href=&quot;x&quot;&gt;&amp;amp;\ufffd\ufffd]0;\ufffd&lt;/a&gt;&#10;and more',
  );
});
