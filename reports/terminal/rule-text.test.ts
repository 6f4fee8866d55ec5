import { describe, expect, test } from 'vitest';
import { RULES, ruleById } from '../../specs/rules/catalogue.js';
import { LOCALES } from '../../specs/rules/rule.js';
import { textsOf } from '../../specs/rules/texts/rule-texts.js';
import { TERMINAL_TEXTS } from '../texts/terminal-texts.js';
import { ruleRows, ruleText } from './rule-text.js';

/** No terminal: no colours. */
const LOG = { write: () => true };

test('in English all about a rule is as it always was', () => {
  expect(ruleText(ruleById('ENGINE-CLOSE-03'), LOG)).toBe(`\
ENGINE-CLOSE-03  A client that dies ends the statement
MUST: the documents demand it; a departure fails the target
subject: the engine, a SQL Server that is the server’s end; seen through T-SQL and a client

What is documented
  When the client’s process dies during a BACKUP, the statement ends with an error and 3013, ERRORLOG has 3041, msdb remembers no backup, and nothing is left of the set.

Where
  iservervirtualdeviceset2-close: Remarks, paragraph 3, sentence 1
  together with 50oe: an abort by either end reaches the other, and a client that died counts as one
  together with sys.messages: 3013 abnormal end; 3014 success, of RESTORE VERIFYONLY 3262; 3202, 3203 and 3271 errors of a device; 3041 and 18210 in ERRORLOG
  https://learn.microsoft.com/en-us/sql/relational-databases/backup-restore/vdi-reference/iservervirtualdeviceset2-close

Which rules of the interface it shows kept
  CLOSE-11

How it is read
  Which error of a device comes before 3013 is documented for an abort by the client only; here any is taken. Error 3041 names no set: one since the session was opened is asked for.

How it is provoked
  A client of 1 and 3 devices serves a BACKUP and is killed with a command of each device in hand: one in the middle, or the first.

What is looked at
  Whether the statement ends, and its messages; the lines of ERRORLOG; msdb, which must not remember the backup; named objects of the set when both ends are closed.

What usually causes a failure
  - nobody watches the life of the client’s process
  - an end by death is told as a success
`);
});

describe.each(LOCALES)('in %s', (locale) => {
  test.each(RULES.map((rule) => [rule.id, rule] as const))('%s has all its texts', (_, rule) => {
    const texts = textsOf(rule, locale);
    const words = TERMINAL_TEXTS[locale].rule;
    const text = ruleText(rule, LOG, locale);
    const said = [texts.title, texts.statement, texts.reading ?? '', texts.provoked, texts.lookedAt];
    for (const part of [...said, ...texts.usualCauses, ...texts.adds]) expect(text).toContain(part);
    for (const part of [
      words.levels[rule.level],
      words.subjects[rule.subject],
      words.documented,
      words.where,
    ])
      expect(text).toContain(part);
  });

  test('rows are one for each rule, in columns, with the title in that language', () => {
    const rows = ruleRows(RULES, locale).trimEnd().split('\n');
    expect(rows).toHaveLength(RULES.length);
    expect(new Set(rows.map((row, i) => row.indexOf(textsOf(RULES[i]!, locale).title))).size).toBe(1);
  });
});

test('a language that is not English has no heading of English', () => {
  for (const locale of ['ru', 'fr', 'it'] as const) {
    const english = ruleText(ruleById('CLOSE-07'), LOG).split('\n');
    const other = ruleText(ruleById('CLOSE-07'), LOG, locale).split('\n');
    expect(other).toHaveLength(english.length);
    const headings = english.filter((line) => /^\S/.test(line) && !line.startsWith('CLOSE'));
    expect(headings).toHaveLength(9);
    for (const heading of headings) expect(other).not.toContain(heading);
  }
});
