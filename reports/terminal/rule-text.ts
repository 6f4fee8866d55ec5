import { publishedPage, pagesOf } from '../published-page.js';
import type { Rule } from '../../specs/rules/rule.js';
import { painter, type TextStream } from './style.js';

/** `vdi-conformance rules`: a row for each rule. */
export function ruleRows(rules: readonly Rule[]): string {
  const ids = Math.max(...rules.map((rule) => rule.id.length));
  const levels = Math.max(...rules.map((rule) => rule.level.length));
  const subjects = Math.max(...rules.map((rule) => rule.subject.length));
  return rules
    .map(
      (rule) =>
        `${rule.id.padEnd(ids)}  ${rule.subject.padEnd(subjects)}  ${rule.level.padEnd(levels)}  ${rule.title}\n`,
    )
    .join('');
}

/** `vdi-conformance rules ID`: all that a reader needs who has to make it pass. */
export function ruleText(rule: Rule, stream: TextStream): string {
  const paint = painter(stream);
  const part = (title: string, lines: readonly string[]): string[] =>
    lines.length === 0 ? [] : ['', paint('bold', title), ...lines.map((line) => `  ${line}`)];
  return [
    paint('bold', `${rule.id}  ${rule.title}`),
    `${rule.level}: ${LEVELS[rule.level]}`,
    SUBJECTS[rule.subject],
    ...part('What is documented', [rule.statement]),
    ...part('Where', [
      ...rule.restsOn.map(
        (at) => `${at.page}: ${at.section}, paragraph ${at.paragraph}, sentence ${at.sentence}`,
      ),
      ...rule.leansOn.map((on) => `together with ${on.page}: ${on.adds}`),
      ...pagesOf(rule).map(publishedPage),
    ]),
    ...part(
      'Which rules of the interface it shows kept',
      rule.keeps === undefined ? [] : [rule.keeps.join(', ')],
    ),
    ...part('How it is read', rule.reading === undefined ? [] : [rule.reading]),
    ...part('How it is provoked', [rule.provoked]),
    ...part('What is looked at', [rule.lookedAt]),
    ...part(
      'What usually causes a failure',
      rule.usualCauses.map((cause) => `- ${cause}`),
    ),
    '',
  ].join('\n');
}

const SUBJECTS: Readonly<Record<Rule['subject'], string>> = {
  interface: 'subject: the interface, an implementation of which is driven through both of its ends',
  client: 'subject: the client, a program that is the client’s end; seen within its process, or from outside',
  engine: 'subject: the engine, a SQL Server that is the server’s end; seen through T-SQL and a client',
};

const LEVELS: Readonly<Record<Rule['level'], string>> = {
  MUST: 'the documents demand it; a departure fails the target',
  SHOULD:
    'good sense demands it though no page does; reported apart, it never stands in the way of conformance',
  HAZARD: 'the documents warn of it; what was observed is recorded and never fails a target',
};
