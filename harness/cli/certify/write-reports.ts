import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { writeAllureHtml } from '../../../reports/allure/html.js';
import { writeAllureMissing } from '../../../reports/allure/missing.js';
import { badgeOf } from '../../../reports/badge/badge.js';
import { junitXml } from '../../../reports/junit/junit.js';
import { shortestPath } from '../shortest-path.js';
import { OUTPUT } from './output-folder.js';
import { appendToStepSummary } from './step-summary.js';
import { writePage } from './write-page.js';
import type { RunDocument } from '../../../reports/json/run-document.js';
import type { TerminalReport, WrittenReport } from '../../../reports/terminal/terminal-report.js';
import type { Locale, Rule } from '../../../specs/rules/rule.js';

/** Writes everything that is made from the document; the histories and Allure's results are there already. */
export async function writeReports(
  document: RunDocument,
  rules: readonly Rule[],
  out: string,
  how: {
    readonly html: boolean;
    /** Absolute; see ReportOptions. */
    readonly allureHistory?: string;
    /** Of what people read. */
    readonly lang: Locale;
    readonly progress: TerminalReport | undefined;
    readonly signal: AbortSignal | undefined;
    /** Signs the certificate; absent: none is written. */
    readonly sign?: () => Promise<string>;
  },
): Promise<WrittenReport[]> {
  const at = (name: string): string => path.join(out, name);
  const json = (name: string, value: unknown): Promise<void> =>
    writeFile(at(name), `${JSON.stringify(value, null, 2)}\n`);
  // Most commands write none, and need not load what makes it.
  const { markdownSummary } = await import('../../../reports/markdown/summary.js');
  const summary = markdownSummary(document, rules, how.lang);
  await json(OUTPUT.document, document);
  await writeFile(at(OUTPUT.junit), junitXml(document, rules));
  await writeFile(at(OUTPUT.summary), summary);
  await json(OUTPUT.badge, badgeOf(document));
  const page = await writePage(out, { document, rules });
  writeAllureMissing(document, rules, at(OUTPUT.allureResults));
  const reports: WrittenReport[] = [
    { what: 'page', path: page },
    { what: 'summary', path: at(OUTPUT.summary) },
    { what: 'badge', path: at(OUTPUT.badge) },
    { what: 'document', path: at(OUTPUT.document) },
    { what: 'junit', path: at(OUTPUT.junit) },
    { what: 'histories', path: at(OUTPUT.histories) },
  ];
  if (how.html) {
    how.progress?.writingAllure();
    const name = `${document.kit.name}: ${document.target.name}, ${document.verdict}`;
    const { signal, allureHistory: history } = how;
    const [from, to] = [at(OUTPUT.allureResults), at(OUTPUT.allureReport)];
    const allure = await writeAllureHtml(from, to, name, { signal, history });
    reports.push({ what: 'allureHtml', path: allure });
  } else {
    reports.push({ what: 'allureData', path: at(OUTPUT.allureResults) });
  }
  if (how.sign !== undefined) {
    // It is for a run whose reports could be written.
    await writeFile(at(OUTPUT.certificate), await how.sign());
    // Only now is there something that it can link to.
    await writePage(out, { document, rules });
    reports.push({ what: 'certificate', path: at(OUTPUT.certificate) });
  }
  // Last: who cannot write there has everything else.
  await appendToStepSummary(summary);
  return reports.map((report) => ({ ...report, path: shortestPath(report.path) }));
}
