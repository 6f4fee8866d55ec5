import { explainRunFinding } from '../explain-run-finding.js';
import { isAdvice, verdictSchema } from '../../specs/findings/finding.js';
import type { History } from '../../harness/history/history.js';
import { EXPLANATION_WORDS } from '../../specs/findings/texts/explanation-words.js';
import type { Locale, Rule } from '../../specs/rules/rule.js';
import { textsOf } from '../../specs/rules/texts/rule-texts.js';
import type { RunDocument, RunFinding } from '../json/run-document.js';
import { pagesOf, publishedPage } from '../published-page.js';
import { filled } from '../texts/filled.js';
import { TERMINAL_TEXTS, type ReportName } from '../texts/terminal-texts.js';
import { bothEndsText } from './both-ends-text.js';
import { StatusLine } from './status-line.js';
import { headingLines, type RunHeading } from './heading.js';
import { colourOf, COLOUR_OF, painter, type TextStream } from './style.js';
import { totals } from './totals.js';

const VERDICT_WIDTH = Math.max(...verdictSchema.options.map((verdict) => verdict.length));

/** Something that was written. */
export interface WrittenReport {
  readonly what: ReportName;
  /** Relative to the current folder where it lies below it. */
  readonly path: string;
}

/**
 * The run as a person at a terminal sees it: a row for each rule, then what it comes to. Rows come in the
 * catalogue's order, each as soon as it and all before it are judged: two runs' tables can be compared line by line.
 */
export class TerminalReport {
  readonly #stream: TextStream;
  readonly #locale: Locale;
  readonly #paint: ReturnType<typeof painter>;
  readonly #status: StatusLine;
  #rules = new Map<string, Rule>();
  /** Rules whose rows are still to come, in order; what is judged of them already. */
  #rowsToCome: Rule[] = [];
  readonly #judged = new Map<string, RunFinding>();
  #idWidth = 0;

  /** @param locale of the kit's own words and the rules' texts; what judges say, and the names of verdicts, are English. */
  constructor(stream: TextStream, locale: Locale = 'en') {
    this.#stream = stream;
    this.#locale = locale;
    this.#paint = painter(stream);
    this.#status = new StatusLine(stream);
  }

  /** Something that takes its time is done before the run. */
  preparing(what: string): void {
    this.#status.show(`${what} …`);
  }

  started(heading: RunHeading): void {
    const { rules } = heading;
    this.#rules = new Map(rules.map((rule) => [rule.id, rule]));
    this.#rowsToCome = [...rules];
    this.#idWidth = Math.max(...rules.map((rule) => rule.id.length));
    for (const line of headingLines(heading, this.#paint, this.#locale)) this.#line(line);
    this.#status.show(this.#progress(0));
  }

  /** A rule was judged; `done` of the run's rules were so far. */
  found(finding: RunFinding, done: number): void {
    this.#judged.set(finding.rule, finding);
    for (let rule = this.#rowsToCome[0]; rule !== undefined; rule = this.#rowsToCome[0]) {
      const next = this.#judged.get(rule.id);
      if (next === undefined) break;
      this.#row(rule, next);
      this.#rowsToCome.shift();
    }
    this.#status.show(this.#progress(done));
  }

  #row(rule: Rule, finding: RunFinding): void {
    const verdict = this.#paint(colourOf(finding), finding.verdict.padEnd(VERDICT_WIDTH));
    const time = TERMINAL_TEXTS[this.#locale].run.seconds(finding.durationMs / 1000).padStart(7);
    const id = finding.rule.padEnd(this.#idWidth);
    const { title } = textsOf(rule, this.#locale);
    const named = isAdvice(finding) ? EXPLANATION_WORDS[this.#locale].label('SHOULD', title) : title;
    this.#line(`${id}  ${verdict}  ${time}  ${named}`);
    // A hazard's verdict says nothing: whether it was observed does.
    if (rule.level === 'HAZARD' && finding.verdict === 'pass')
      this.#line(`${' '.repeat(id.length)}  ${finding.reason}`);
  }

  /** All rules were judged and Allure's HTML is being written, which takes its time. */
  writingAllure(): void {
    this.#status.show(TERMINAL_TEXTS[this.#locale].reports.writingAllure);
  }

  /**
   * @param reports what was written, in the order in which it is told.
   * @param histories of failed rules of which both ends are shown, by rule.
   */
  ended(
    document: RunDocument,
    reports: readonly WrittenReport[],
    histories: ReadonlyMap<string, History> = new Map(),
  ): void {
    this.#status.clear();
    for (const finding of document.findings) {
      if (finding.verdict !== 'pass') this.#explain(finding);
      const history = histories.get(finding.rule);
      if (history === undefined) continue;
      for (const line of bothEndsText(finding, history, this.#stream, this.#paint, this.#locale))
        this.#line(line);
    }
    this.#pages(document);
    const words = TERMINAL_TEXTS[this.#locale].run;
    for (const { where, message } of document.problems) {
      const named = this.#paint('yellow', filled(words.problem, { where }));
      this.#line(`\n${EXPLANATION_WORDS[this.#locale].label(named, message)}`);
    }
    this.#line('');
    for (const line of totals(document, this.#locale)) this.#line(line);
    const { asked, known } = document.rules;
    const others = document.shard ? words.othersInOtherShards : words.othersNotAskedFor;
    const verdict = [document.verdict, ...(asked < known ? [others(asked, known)] : [])].join(' ');
    this.#line(this.#paint(['bold', COLOUR_OF[document.verdict]] as never, verdict));
    this.#line('');
    for (const line of this.#written(reports, document)) this.#line(line);
  }

  /** The run did not come to its end. */
  stopped(): void {
    this.#status.clear();
  }

  #explain(finding: RunFinding): void {
    const rule = this.#rules.get(finding.rule);
    const [first, ...rest] = explainRunFinding(rule, finding, this.#locale).split('\n');
    this.#line(`\n${this.#paint(colourOf(finding), first ?? '')}`);
    for (const line of rest) this.#line(line);
  }

  /** Once for all: the rules of one page would repeat it. */
  #pages(document: RunDocument): void {
    const explained = document.findings.filter((finding) => finding.verdict !== 'pass');
    const rules = explained.flatMap((finding) => this.#rules.get(finding.rule) ?? []);
    const pages = new Set(rules.flatMap(pagesOf));
    if (pages.size > 0) this.#line('');
    const { documentedAt } = TERMINAL_TEXTS[this.#locale].run;
    for (const page of pages) this.#line(filled(documentedAt, { page: publishedPage(page, this.#locale) }));
  }

  #written(reports: readonly WrittenReport[], { verdict }: RunDocument): string[] {
    const { names, notConformant } = TERMINAL_TEXTS[this.#locale].reports;
    const width = Math.max(...Object.values(names).map(({ length }) => length)) + 1;
    return reports.flatMap(({ what, path }) => {
      const line = `${names[what].padEnd(width)}${path}`;
      if (what !== 'certificate' || verdict === 'conformant') return [line];
      return [line, `${' '.repeat(width)}${this.#paint('yellow', filled(notConformant, { verdict }))}`];
    });
  }

  #progress(done: number): string {
    return TERMINAL_TEXTS[this.#locale].heading.judged(done, this.#rules.size);
  }

  #line(text: string): void {
    this.#status.clear();
    this.#stream.write(`${text}\n`);
  }
}
