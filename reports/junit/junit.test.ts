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

test('advice is a suite of its own, in which nothing fails', () => {
  const xml = junitXml(
    handMadeDocument([
      handMadeFinding('CLIENT-01', 'pass'),
      handMadeFinding('CLIENT-02', 'fail', { level: 'SHOULD' }),
      handMadeFinding('CLIENT-03', 'inconclusive', { level: 'SHOULD' }),
      handMadeFinding('CLIENT-04', 'pass', { level: 'SHOULD' }),
    ]),
    RULES,
  );
  expect(xml).not.toMatch(/<failure|<error/);
  expect(xml).toMatch(
    /<testsuites name="vdi-conformance" tests="4" failures="0" errors="0" skipped="2" time="2.500">/,
  );
  const [, demanded, advice] = xml.split('<testsuite ');
  expect(demanded).toMatch(/tests="1" failures="0" errors="0" skipped="0"[^]*CLIENT-01/);
  expect(demanded).not.toContain('CLIENT-02');
  expect(advice).toMatch(
    /^name="[^"]*\.advice" timestamp="[^"]*" tests="3" failures="0" errors="0" skipped="2" time="4.500"/,
  );
  expect(advice).toMatch(
    /CLIENT-02"[^>]*>\s*<skipped message="advice not followed: hand-made fail"\/>\s*<system-out>/,
  );
  expect(advice).toMatch(/CLIENT-03"[^>]*>\s*<skipped message="advice not looked at: /);
});

test('says from where the client was seen', () => {
  const xml = junitXml(handMadeDocument([handMadeFinding('CLIENT-01', 'pass', { view: 'outside' })]), RULES);
  expect(xml).toMatch(
    /<testsuite [^>]*>\n +<properties><property name="view" value="outside"\/><\/properties>/,
  );
});

test('says when a client first departed from what is documented, and what it should have done', () => {
  const departure = {
    event: 7,
    did: 'completed a command',
    should: 'call Close',
    written: 'a page, Remarks',
  };
  const xml = junitXml(handMadeDocument([handMadeFinding('CLOSE-01', 'fail', { departure })]), RULES);
  expect(xml).toContain('departed:    event 7: completed a command');
  expect(xml).toContain('should have: call Close (a page, Remarks)');
});
