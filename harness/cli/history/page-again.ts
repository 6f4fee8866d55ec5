import { access } from 'node:fs/promises';
import path from 'node:path';
import type { RunDocument } from '../../../reports/json/run-document.js';
import { trendUpTo } from '../../../reports/trend/trend.js';
import type { Rule } from '../../../specs/rules/rule.js';
import { OUTPUT } from '../certify/output-folder.js';
import { writePage } from '../certify/write-page.js';

/**
 * Writes the page of an output folder again, with a picture of the runs that led to its run.
 * @param kept oldest first.
 * @param rules the catalogue.
 * @returns the page's path; null: there is none to be written again, as beside a document that was named by itself.
 */
export async function writePageAgain(
  out: string,
  document: RunDocument,
  kept: readonly RunDocument[],
  rules: readonly Rule[],
): Promise<string | null> {
  if (!(await isThere(path.join(out, OUTPUT.page)))) return null;
  const found = new Set(document.findings.map(({ rule }) => rule));
  return writePage(out, {
    document,
    rules: rules.filter(({ id }) => found.has(id)),
    trend: trendUpTo(document, kept),
  });
}

async function isThere(file: string): Promise<boolean> {
  try {
    await access(file);
    return true;
  } catch {
    return false;
  }
}
