import { expect, test } from 'vitest';
import { RULES } from '../../specs/rules/catalogue.js';
import { handMadeDocument, handMadeFinding } from '../json/hand-made.js';
import { TerminalReport } from './terminal-report.js';

/** All that a report writes to a stream, terminal or not, in the course of a run with these verdicts. */
function printed(isTTY: boolean): string {
  let text = '';
  const report = new TerminalReport({ write: (more) => (text += more), isTTY });
  const document = handMadeDocument([
    handMadeFinding('CLOSE-01', 'pass'),
    handMadeFinding('CLOSE-02', 'fail'),
  ]);
  const { kit, target } = document;
  report.started({ kit, target, ownLibrary: '/opt/libmine.so', rules: RULES.slice(0, 2) });
  document.findings.forEach((finding, index) => {
    report.found(finding, index + 1);
  });
  report.ended(document, [{ what: 'JUnit', path: 'junit.xml' }]);
  return text;
}

test('where there is no terminal it writes no control characters', () => {
  const text = printed(false);
  expect(text).not.toMatch(/[\r\u001b]/);
  expect(text).toMatch(/CLOSE-01 {2}pass +1\.5 s {2}A set/);
  expect(text).toContain('library  /opt/libmine.so, as named with --vdi (1.0, sha256 cdcdcdcdcdcd)');
  expect(text).toMatch(/CLOSE-02 fail: hand-made fail\n {2}requirement: /);
  expect(text).toMatch(
    /2 rules: 1 pass, 1 fail in 2\.5 s\nnot-conformant in 2 of 17 rules: the others were not asked for\n/,
  );
});

test('at a terminal it shows how far it is, and leaves nothing of that', () => {
  const text = printed(true);
  expect(text).toContain('1 of 2 rules judged …\r\u001b[K');
  expect(text).toContain('\u001b[31mfail');
});

test('rows come in the order of the catalogue, whatever order the rules are judged in', () => {
  let text = '';
  const report = new TerminalReport({ write: (more) => (text += more), isTTY: false });
  const rules = RULES.slice(4, 7);
  const findings = rules.map(({ id }) => handMadeFinding(id, 'pass'));
  const { kit, target } = handMadeDocument(findings);
  report.started({ kit, target, ownLibrary: undefined, rules });
  [2, 0, 1].forEach((at, index) => {
    const finding = findings[at];
    if (finding !== undefined) report.found(finding, index + 1);
  });
  expect(text.match(/^CLOSE-\d\d/gm)).toEqual(['CLOSE-05', 'CLOSE-06', 'CLOSE-07']);
  // What a hazard's row is about: was it observed?
  expect(text).toMatch(/^CLOSE-06 .*\n {10}hand-made pass$/m);
});
