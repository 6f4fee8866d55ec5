import type { PhrasingContent, RootContent, Table } from 'mdast';
import remarkGfm from 'remark-gfm';
import remarkStringify from 'remark-stringify';
import { unified } from 'unified';
import { isAdvice, verdictSchema, type Verdict } from '../../specs/findings/finding.js';
import { EXPLANATION_WORDS } from '../../specs/findings/texts/explanation-words.js';
import type { Locale, Rule } from '../../specs/rules/rule.js';
import { textsOf } from '../../specs/rules/texts/rule-texts.js';
import { buildOf } from '../json/build-of.js';
import { countVerdicts } from '../json/count-verdicts.js';
import type { RunDocument, RunFinding } from '../json/run-document.js';
import { filled } from '../texts/filled.js';
import type { ReportTexts } from '../texts/report-texts.js';
import { TERMINAL_TEXTS } from '../texts/terminal-texts.js';
import { REPORT_TEXTS } from '../texts/texts.js';

/** Signs that GitHub shows in colour; the verdict's name stands beside. */
const SIGN: Readonly<Record<Verdict, string>> = {
  pass: '✅',
  'documents-disagree': '🔷',
  'not-applicable': '➖',
  inconclusive: '⚠️',
  fail: '❌',
};

const OF_RUN = { conformant: SIGN.pass, 'not-conformant': SIGN.fail, inconclusive: SIGN.inconclusive };

/** A run in a screenful of Markdown, as GitHub shows it in a job's summary: the verdict, how many rules have which, and every rule that did not pass; what judges say is English in every language. */
export function markdownSummary(
  document: RunDocument,
  rules: readonly Rule[],
  locale: Locale = 'en',
): string {
  const { verdict, findings, problems } = document;
  const words = REPORT_TEXTS[locale];
  const { label } = EXPLANATION_WORDS[locale];
  const open = findings.filter((finding) => finding.verdict !== 'pass');
  const titles = new Map(rules.map((rule) => [rule.id, textsOf(rule, locale).title]));
  const ofRules = (heading: string, of: readonly RunFinding[]): RootContent[] =>
    of.length === 0 ? [] : [title(3, heading), findingsTable(of, titles, words)];
  const children: RootContent[] = [
    title(2, `${OF_RUN[verdict]} ${label(words.title, words.runVerdicts[verdict].name)}`),
    paragraph(text(words.runVerdicts[verdict].means)),
    ...notes(document, words),
    paragraph(text(facts(document, locale))),
    countsTable(document, words),
    ...ofRules(
      words.rule.heading,
      open.filter((finding) => !isAdvice(finding)),
    ),
    ...ofRules(words.advice.heading, open.filter(isAdvice)),
    ...(problems.length === 0
      ? []
      : [
          title(3, words.problems.heading),
          paragraph(text(words.problems.explanation)),
          table([['', ''], ...problems.map(({ where, message }) => [where, message])]),
        ]),
  ];
  return unified().use(remarkStringify).use(remarkGfm).stringify({ type: 'root', children });
}

function notes(
  { rules: { asked, known }, target: { fault }, shard }: RunDocument,
  words: ReportTexts,
): RootContent[] {
  return [
    paragraph(text(asked < known ? words.run.someRules(asked, known) : words.run.allRules(asked))),
    ...(shard === undefined ? [] : [paragraph(text(words.run.partOfRun))]),
    ...(fault === null
      ? []
      : [paragraph({ type: 'strong', children: [text(filled(words.run.fault, { fault }))] })]),
  ];
}

function facts({ kit, target, client, startedAt, durationMs }: RunDocument, locale: Locale): string {
  return [
    ...(client === undefined ? [] : [client.name]),
    buildOf(target),
    `${target.name} (${target.platform})`,
    `${kit.name} ${kit.version}`,
    startedAt,
    TERMINAL_TEXTS[locale].run.seconds(durationMs / 1000),
  ].join(' · ');
}

function countsTable({ findings }: RunDocument, words: ReportTexts): Table {
  const counts = countVerdicts(findings);
  return table([
    verdictSchema.options.map((verdict) => `${SIGN[verdict]} ${words.verdicts[verdict].name}`),
    verdictSchema.options.map((verdict) => String(counts[verdict])),
  ]);
}

function findingsTable(
  findings: readonly RunFinding[],
  titles: ReadonlyMap<string, string>,
  words: ReportTexts,
): Table {
  return table([
    [words.run.rule, words.run.verdict, words.rule.found],
    ...findings.map(({ rule, verdict, reason }) => [
      `${rule} ${titles.get(rule) ?? ''}`.trim(),
      `${SIGN[verdict]} ${words.verdicts[verdict].name}`,
      reason,
    ]),
  ]);
}

function table(rows: readonly (readonly string[])[]): Table {
  return {
    type: 'table',
    children: rows.map((cells) => ({
      type: 'tableRow',
      children: cells.map((cell) => ({ type: 'tableCell', children: [text(cell)] })),
    })),
  };
}

function title(depth: 2 | 3, words: string): RootContent {
  return { type: 'heading', depth, children: [text(words)] };
}

function paragraph(...children: PhrasingContent[]): RootContent {
  return { type: 'paragraph', children };
}

/** In one line: a line break would end a row of a table. */
function text(value: string): PhrasingContent & { type: 'text' } {
  return { type: 'text', value: value.replace(/\s+/g, ' ') };
}
