import { stripVTControlCharacters } from 'node:util';
import { describe, expect, test } from 'vitest';
import { RULES, ruleById } from '../../specs/rules/catalogue.js';
import type { Locale } from '../../specs/rules/rule.js';
import { handMadeDocument, handMadeFinding } from '../json/hand-made.js';
import type { History } from '../../harness/history/history.js';
import { handMade } from '../../specs/findings/hand-made.js';
import { handMadeHistory } from '../timeline/hand-made.js';
import type { RunFinding } from '../json/run-document.js';
import { TerminalReport } from './terminal-report.js';

/** All that a report writes to a stream, terminal or not, in the course of a run with these verdicts. */
function printed(isTTY: boolean, locale?: Locale): string {
  let text = '';
  const report = new TerminalReport({ write: (more) => (text += more), isTTY }, locale);
  const document = handMadeDocument([
    handMadeFinding('CLOSE-01', 'pass'),
    handMadeFinding('CLOSE-02', 'fail'),
  ]);
  const { kit, target } = document;
  report.started({ kit, target, ownLibrary: '/opt/libmine.so', rules: RULES.slice(0, 2) });
  document.findings.forEach((finding, index) => {
    report.found(finding, index + 1);
  });
  report.writingAllure();
  report.ended(document, [
    { what: 'junit', path: 'junit.xml' },
    { what: 'certificate', path: 'certificate.json' },
  ]);
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

test('in English it is as it always was', () => {
  expect(printed(false)).toBe(`\
vdi-conformance 0.0.0
target   embedded (linux-x64)
library  /opt/libmine.so, as named with --vdi (1.0, sha256 cdcdcdcdcdcd)

CLOSE-01  pass                  1.5 s  A set whose devices are closed closes with NOERROR and is gone
CLOSE-02  fail                  1.5 s  Success releases every resource

CLOSE-02 fail: hand-made fail
  requirement: A Close that succeeds leaves nothing of the set in the server: no mapping, descriptor or handle, thread or named object.
  documented:  iservervirtualdeviceset2-close, lead, paragraph 1, sentence 2
  evidence:    histories/CLOSE-02.json, events 1

documented at https://learn.microsoft.com/en-us/sql/relational-databases/backup-restore/vdi-reference/iservervirtualdeviceset2-close

2 rules: 1 pass, 1 fail in 2.5 s
not-conformant in 2 of 17 rules: the others were not asked for

JUnit       junit.xml
certificate certificate.json
            no certificate of conformance: it states that the run is not-conformant, signed
`);
});

test('in another language its own words and the rules are; what judges say and verdicts’ names are English', () => {
  const text = printed(false, 'it');
  expect(text).toContain(
    'libreria     /opt/libmine.so, come indicato con --vdi (1.0, sha256 cdcdcdcdcdcd)\n',
  );
  expect(text).toMatch(
    /^CLOSE-02 {2}fail {18}1,5 s {2}In caso di esito positivo viene rilasciata ogni risorsa$/m,
  );
  expect(text).toMatch(/\nCLOSE-02 fail: hand-made fail\n {2}requisito: {6}Un Close con esito positivo/);
  expect(text).toMatch(/2 regole: 1 pass, 1 fail in 2,5 s\nnot-conformant per 2 regole su 17: le altre/);
  expect(text).toMatch(
    /\nreport JUnit {2}junit.xml\ncertificato {3}certificate.json\n {14}non è .* è not-conformant\n$/,
  );
  expect(printed(true, 'it')).toContain('scrittura del report Allure …\r');
  expect(printed(true, 'it')).toContain('1 regola su 2 giudicata …\r');
});

test('at a terminal it shows how far it is, and leaves nothing of that', () => {
  const text = printed(true);
  expect(text).toContain('1 of 2 rules judged …\r\u001b[K');
  expect(text).toContain('\u001b[31mfail');
});

test('the client that is certified stands beside what it is certified with', () => {
  let text = '';
  const report = new TerminalReport({ write: (more) => (text += more), isTTY: false }, 'ru');
  const { kit, target } = handMadeDocument([]);
  const files = [
    { file: 'node', sha256: null },
    { file: 'yours.js', sha256: 'ab'.repeat(32) },
  ];
  const client = { name: 'node yours.js', files };
  report.started({ kit, target, client, ownLibrary: undefined, rules: RULES.slice(0, 1) });
  expect(text).toMatch(/^клиент +node, yours\.js \(sha256 abababababab\)$/m);
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

/** What a run with these findings of made-up rules ends with. */
function ended(
  findings: readonly RunFinding[],
  isTTY = false,
  histories: ReadonlyMap<string, History> = new Map(),
  columns = 80,
  locale: Locale = 'en',
): string {
  let text = '';
  const report = new TerminalReport({ write: (more) => (text += more), isTTY, columns }, locale);
  const document = handMadeDocument([...findings]);
  const rules = findings.map(({ rule, level }) => ({ ...ruleById('CLOSE-01'), id: rule, level }));
  const { kit, target } = document;
  report.started({ kit, target, ownLibrary: undefined, rules });
  findings.forEach((finding, index) => {
    report.found(finding, index + 1);
  });
  report.ended(document, [], histories);
  return text;
}

test('advice is told apart by name, and is no part of the verdict', () => {
  const findings = [
    handMadeFinding('CLIENT-01', 'pass'),
    handMadeFinding('CLIENT-02', 'fail', { level: 'SHOULD' }),
  ];
  const text = ended(findings);
  expect(text).toMatch(/CLIENT-02 {2}fail .* SHOULD: A set/);
  expect(text).toContain('1 rule: 1 pass in 2.5 s\n');
  expect(text).toContain('advice (SHOULD, apart from the verdict): 1 rule: 1 fail (CLIENT-02 fail)\n');
  expect(text).toContain('\nconformant');
  expect(text).toContain('level:       SHOULD: advice, which stands in no way of conformance');
  expect(ended(findings, true)).not.toContain('\u001b[31m');
});

test('a run of advice alone says that it certifies nothing', () => {
  const text = ended([handMadeFinding('CLIENT-02', 'pass', { level: 'SHOULD' })]);
  expect(text).toContain('advice alone certifies nothing');
  expect(text).toContain('\ninconclusive');
});

test('says which view of the client the verdict rests on, and in which rules', () => {
  const inside = handMadeFinding('CLIENT-01', 'pass', { view: 'inside' });
  const outside = handMadeFinding('CLIENT-02', 'pass', { view: 'outside' });
  expect(ended([inside])).toContain('view inside: ');
  expect(ended([outside])).toMatch(/view outside: .* seen\n/);
  expect(ended([inside, outside])).toMatch(/view outside: .* seen in CLIENT-02\n/);
});

test('says what a client did first, and what it should have done', () => {
  const departure = {
    event: 7,
    did: 'completed a command',
    should: 'call Close',
    written: 'a page, Remarks',
  };
  const text = ended([handMadeFinding('CLIENT-01', 'fail', { departure })]);
  expect(text).toContain(
    'departed:    event 7: completed a command\n  should have: call Close (a page, Remarks)',
  );
});

describe('of a failed rule whose history it is given', () => {
  const judged = { reason: 'r', decidedBy: [2] };
  const failed = handMadeFinding('CLIENT-01', 'fail', {
    cases: [
      { ...judged, case: 'other', verdict: 'pass' },
      { ...judged, case: 'case', verdict: 'fail' },
    ],
  });
  const made = handMade().program().close('NOERROR').call('client', 'set', 'Close', 'NOERROR');
  const histories = new Map([['CLIENT-01', handMadeHistory(made)]]);

  test('it shows both ends in the case that failed, after what it says of the finding', () => {
    const text = ended([failed], false, histories);
    expect(text).toMatch(/evidence: [^]*\nboth ends, case case\n.*server’s end +│ client program\n/);
    expect(text).toMatch(/▶ \+2\.000 {2}set\.Close\(\)/);
    // A log is no terminal: its lines may be wider.
    expect(Math.max(...text.split('\n').map(({ length }) => length))).toBeGreaterThan(80);
  });

  test('the heading of both ends is in the language that is asked for, what happened in English', () => {
    const text = ended([failed], false, histories, 80, 'ru');
    expect(text).toMatch(/\nобе стороны, случай case\n.*server’s end/);
  });

  test('at a terminal it keeps to its width, and paints what decided', () => {
    const text = ended([failed], true, histories, 90);
    const timeline = /both ends[^]*begins|both ends[^]*decided/.exec(text)?.[0] ?? '';
    expect(timeline).toContain('\u001b[33m▶ +2.000');
    for (const line of stripVTControlCharacters(timeline).split('\n'))
      expect(line.length).toBeLessThanOrEqual(90);
    expect(ended([failed], true, histories, 60)).not.toContain('│');
    // Some pseudo-terminals do not know how wide they are.
    expect(ended([failed], true, histories, 0)).toContain('│ client program');
  });

  test('it shows no other case where none failed', () => {
    expect(ended([{ ...failed, cases: [] }], false, histories)).not.toContain('both ends');
  });
});
