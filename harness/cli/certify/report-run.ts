import path from 'node:path';
import type { Signer } from '../../../reports/certificate/ed25519.js';
import type { RunDocument } from '../../../reports/json/run-document.js';
import type { TerminalReport } from '../../../reports/terminal/terminal-report.js';
import type { Locale, Rule } from '../../../specs/rules/rule.js';
import { signedCertificate } from '../certificate/sign-run.js';
import { exitCodeOfVerdict } from '../exit-code.js';
import type { World } from '../world.js';
import { historiesOfFailures } from './histories-of-failures.js';
import { writeReports } from './write-reports.js';

/** How a run is reported, whether it was certified or merged. */
export interface ReportOptions {
  /** Writes Allure's HTML as well. */
  readonly html?: boolean;
  /** The file in which Allure keeps the runs that its HTML shows beside this one, which it adds; default: it shows this one alone. */
  readonly allureHistory?: string;
  /** Signs the run's certificate; default: none is written. */
  readonly signer?: Signer;
  /** Of the summary that people read; default English. */
  readonly lang?: Locale;
  /** Ends the run early: everything is stopped, and the signal's reason is thrown. */
  readonly signal?: AbortSignal;
  /** Is told how the run goes; default: nobody. */
  readonly progress?: TerminalReport;
}

export interface Certification {
  readonly document: RunDocument;
  readonly exitCode: number;
}

/** Writes the reports of a run into its output folder, and tells how it ended. */
export async function reportRun(
  document: RunDocument,
  rules: readonly Rule[],
  out: string,
  options: ReportOptions,
  world: World,
): Promise<Certification> {
  const { html, allureHistory, signer, lang, signal, progress } = options;
  const reports = await writeReports(document, rules, out, {
    html: html === true,
    ...(allureHistory !== undefined && { allureHistory: path.resolve(allureHistory) }),
    progress,
    signal,
    ...(signer && { sign: () => signedCertificate(document, rules, out, signer, world) }),
    lang: lang ?? 'en',
  });
  progress?.ended(document, reports, await historiesOfFailures(document, rules, out));
  return { document, exitCode: exitCodeOfVerdict(document.verdict) };
}
