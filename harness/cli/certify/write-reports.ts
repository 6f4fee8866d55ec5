import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { writeAllureHtml } from '../../../reports/allure/html.js';
import { writeAllureMissing } from '../../../reports/allure/missing.js';
import { junitXml } from '../../../reports/junit/junit.js';
import { OUTPUT } from './output-folder.js';
import type { RunDocument } from '../../../reports/json/run-document.js';
import type { TerminalReport } from '../../../reports/terminal/terminal-report.js';
import type { Rule } from '../../../specs/rules/rule.js';

export interface WrittenReport {
  readonly what: string;
  /** Relative to the current folder where it lies below it. */
  readonly path: string;
}

/** Writes everything that is made from the document; the histories and Allure's results are there already. */
export async function writeReports(
  document: RunDocument,
  rules: readonly Rule[],
  out: string,
  how: {
    readonly html: boolean;
    readonly progress: TerminalReport | undefined;
    readonly signal: AbortSignal | undefined;
  },
): Promise<WrittenReport[]> {
  const at = (name: string): string => path.join(out, name);
  await writeFile(at(OUTPUT.document), `${JSON.stringify(document, null, 2)}\n`);
  await writeFile(at(OUTPUT.junit), junitXml(document, rules));
  writeAllureMissing(document, rules, at(OUTPUT.allureResults));
  const reports = [
    { what: 'document', path: at(OUTPUT.document) },
    { what: 'JUnit', path: at(OUTPUT.junit) },
    { what: 'histories', path: at(OUTPUT.histories) },
  ];
  if (how.html) {
    how.progress?.writing('the Allure report');
    const name = `${document.kit.name}: ${document.target.name}, ${document.verdict}`;
    const page = await writeAllureHtml(at(OUTPUT.allureResults), at(OUTPUT.allureReport), name, how.signal);
    reports.push({ what: 'Allure HTML', path: page });
  } else {
    reports.push({ what: 'Allure data', path: at(OUTPUT.allureResults) });
  }
  return reports.map(({ what, path: file }) => ({ what, path: shortest(file) }));
}

function shortest(file: string): string {
  const relative = path.relative(process.cwd(), file);
  return relative.startsWith('..') ? file : relative;
}
