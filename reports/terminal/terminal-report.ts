import { explainRunFinding } from '../explain-run-finding.js';
import { isAdvice, verdictSchema } from '../../specs/findings/finding.js';
import type { History } from '../../harness/history/history.js';
import type { Rule } from '../../specs/rules/rule.js';
import type { RunDocument, RunFinding } from '../json/run-document.js';
import { pagesOf, publishedPage } from '../published-page.js';
import { bothEndsText } from './both-ends-text.js';
import { StatusLine } from './status-line.js';
import { colourOf, COLOUR_OF, painter, type TextStream } from './style.js';
import { totals } from './totals.js';

/** What a run starts with, for its heading. */
export interface RunHeading {
  readonly kit: { readonly name: string; readonly version: string };
  readonly target: RunDocument['target'];
  /** The library as the user named it (`--vdi`), if so. */
  readonly ownLibrary: string | undefined;
  readonly rules: readonly Rule[];
  /** The part of a split run, if it is one. */
  readonly shard?: RunDocument['shard'];
}

const VERDICT_WIDTH = Math.max(...verdictSchema.options.map((verdict) => verdict.length));

/**
 * The run as a person at a terminal sees it: a row for each rule, then what it comes to. Rows come in the
 * catalogue's order, each as soon as it and all before it are judged: two runs' tables can be compared line by line.
 */
export class TerminalReport {
  readonly #stream: TextStream;
  readonly #paint: ReturnType<typeof painter>;
  readonly #status: StatusLine;
  #rules = new Map<string, Rule>();
  /** Rules whose rows are still to come, in order; what is judged of them already. */
  #rowsToCome: Rule[] = [];
  readonly #judged = new Map<string, RunFinding>();
  #idWidth = 0;

  constructor(stream: TextStream) {
    this.#stream = stream;
    this.#paint = painter(stream);
    this.#status = new StatusLine(stream);
  }

  /** Something that takes its time is done before the run. */
  preparing(what: string): void {
    this.#status.show(`${what} …`);
  }

  started({ kit, target, ownLibrary, rules, shard }: RunHeading): void {
    this.#rules = new Map(rules.map((rule) => [rule.id, rule]));
    this.#rowsToCome = [...rules];
    this.#idWidth = Math.max(...rules.map((rule) => rule.id.length));
    const { library } = target;
    const version = library.version ?? library.fileVersion;
    const registered = library.activation === 'registered' ? 'registered with COM' : null;
    const facts = [version, `sha256 ${library.sha256.slice(0, 12)}`, registered].filter(Boolean).join(', ');
    this.#line(this.#paint('bold', `${kit.name} ${kit.version}`));
    this.#line(`target   ${target.name} (${target.platform})`);
    this.#line(
      `library  ${ownLibrary === undefined ? library.file : `${ownLibrary}, as named with --vdi`} (${facts})`,
    );
    if (target.instance !== undefined) this.#line(`instance ${target.instance}`);
    if (target.sqlServer !== undefined) this.#line(`server   ${firstLine(target.sqlServer.version)}`);
    if (shard) this.#line(`shard    ${shard.index} of ${shard.count}`);
    if (target.fault !== null) {
      const warning = `fault    ${target.fault}: the reference misbehaves on purpose; this is no certification`;
      this.#line(this.#paint('yellow', warning));
    }
    this.#line('');
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
    const time = `${(finding.durationMs / 1000).toFixed(1)} s`.padStart(7);
    const id = finding.rule.padEnd(this.#idWidth);
    const level = isAdvice(finding) ? 'SHOULD: ' : '';
    this.#line(`${id}  ${verdict}  ${time}  ${level}${rule.title}`);
    // A hazard's verdict says nothing: whether it was observed does.
    if (rule.level === 'HAZARD' && finding.verdict === 'pass')
      this.#line(`${' '.repeat(id.length)}  ${finding.reason}`);
  }

  /** All rules were judged and a report that takes its time is being written. */
  writing(what: string): void {
    this.#status.show(`writing ${what} …`);
  }

  /** @param histories of failed rules of which both ends are shown, by rule. */
  ended(
    document: RunDocument,
    reports: readonly { readonly what: string; readonly path: string }[],
    histories: ReadonlyMap<string, History> = new Map(),
  ): void {
    this.#status.clear();
    for (const finding of document.findings) {
      if (finding.verdict !== 'pass') this.#explain(finding);
      const history = histories.get(finding.rule);
      if (history === undefined) continue;
      for (const line of bothEndsText(finding, history, this.#stream, this.#paint)) this.#line(line);
    }
    this.#pages(document);
    for (const problem of document.problems) {
      this.#line(`\n${this.#paint('yellow', `problem of the kit, ${problem.where}`)}: ${problem.message}`);
    }
    this.#line('');
    for (const line of totals(document)) this.#line(line);
    const { asked, known } = document.rules;
    const others = document.shard ? 'are certified in other shards' : 'were not asked for';
    const inPart = asked < known ? ` in ${asked} of ${known} rules: the others ${others}` : '';
    this.#line(this.#paint(['bold', COLOUR_OF[document.verdict]] as never, `${document.verdict}${inPart}`));
    this.#line('');
    for (const report of reports) this.#line(`${report.what.padEnd(12)}${report.path}`);
  }

  /** The run did not come to its end. */
  stopped(): void {
    this.#status.clear();
  }

  #explain(finding: RunFinding): void {
    const rule = this.#rules.get(finding.rule);
    const [first, ...rest] = explainRunFinding(rule, finding).split('\n');
    this.#line(`\n${this.#paint(colourOf(finding), first ?? '')}`);
    for (const line of rest) this.#line(line);
  }

  /** Once for all: the rules of one page would repeat it. */
  #pages(document: RunDocument): void {
    const explained = document.findings.filter((finding) => finding.verdict !== 'pass');
    const rules = explained.flatMap((finding) => this.#rules.get(finding.rule) ?? []);
    const pages = new Set(rules.flatMap(pagesOf));
    if (pages.size > 0) this.#line('');
    for (const page of pages) this.#line(`documented at ${publishedPage(page)}`);
  }

  #progress(done: number): string {
    return `${done} of ${this.#rules.size} rules judged …`;
  }

  #line(text: string): void {
    this.#status.clear();
    this.#stream.write(`${text}\n`);
  }
}

/** @@VERSION of SQL Server has several. */
function firstLine(text: string): string {
  return (text.split('\n')[0] ?? text).trim();
}
