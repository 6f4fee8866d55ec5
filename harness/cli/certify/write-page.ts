import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { PACKAGE_ROOT } from '../../kit-package.js';
import { readCertificate } from '../../../reports/certificate/read.js';
import type { CertificateBeside } from '../../../reports/page/facts.js';
import type { PageAssets } from '../../../reports/page/shell.js';
import type { RunDocument } from '../../../reports/json/run-document.js';
import type { Trend } from '../../../reports/trend/trend.js';
import type { Rule } from '../../../specs/rules/rule.js';
import { OUTPUT } from './output-folder.js';
import { historiesOf } from './read-history.js';

/**
 * Writes the page of a run into its output folder, in the place of an earlier one. Evidence comes from the histories there; a certificate that
 * lies there is linked.
 * @returns the page's path.
 */
export async function writePage(
  out: string,
  run: { readonly document: RunDocument; readonly rules: readonly Rule[]; readonly trend?: Trend },
): Promise<string> {
  const file = path.join(out, OUTPUT.page);
  const histories = await historiesOf(run.document, out);
  const certificate = await certificateIn(out);
  // Most commands write no page, and need not load what makes it.
  const { runPage } = await import('../../../reports/page/run-page.js');
  await writeFile(
    file,
    runPage({ ...run, histories, ...(certificate && { certificate }), assets: await pageAssets() }),
  );
  return file;
}

/** Undefined: there is none, or none that can be read. */
async function certificateIn(out: string): Promise<CertificateBeside | undefined> {
  const file = OUTPUT.certificate;
  const text = await readFile(path.join(out, file), 'utf8').catch(() => '');
  const keyId = readCertificate(text).envelope?.signatures[0]?.keyid;
  return keyId === undefined ? undefined : { file, keyId };
}

/** The page's style and script, as `harness/agent/bundle.mjs` makes them. */
async function pageAssets(): Promise<PageAssets> {
  const read = (...name: string[]): Promise<string> =>
    readFile(path.join(PACKAGE_ROOT, 'dist', 'reports', 'page', ...name), 'utf8');
  return { style: await read('style', 'page.css'), script: await read('browser', 'main.js') };
}
