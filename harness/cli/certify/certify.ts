import path from 'node:path';
import { limitsWithPatience } from '../../limits/limits.js';
import { DEFAULT_TARGET } from '../../targets/catalogue.js';
import { runDocumentSchema, RUN_SCHEMA, verdictOfRun } from '../../../reports/json/run-document.js';
import { exitCodeOfVerdict } from '../exit-code.js';
import { findTarget } from '../find-target.js';
import { selectRules } from '../select-rules.js';
import { installedWorld, type World } from '../world.js';
import { findAll } from './find-all.js';
import { checkOutputFolder, clearOutputFolder } from './output-folder.js';
import { whileRunning } from './while-running.js';
import { writeReports } from './write-reports.js';
import type { TargetConnection } from '../../targets/target.js';
import type { RunDocument } from '../../../reports/json/run-document.js';
import type { TerminalReport } from '../../../reports/terminal/terminal-report.js';

/** What to certify, how, and where to write; every default is the command line's. */
export interface CertifyOptions {
  readonly target?: string;
  /** Ids or globs; none: all rules. */
  readonly rules?: readonly string[];
  /** Output folder; default `reports/out` below the current folder. */
  readonly out?: string;
  /** Path of the VDI library; default: the target's own. */
  readonly vdi?: string;
  /** A fault of the reference, by id: the kit's proof of itself. */
  readonly fault?: string;
  /** Multiplies every time limit; default 1. */
  readonly patience?: number;
  /** Writes Allure's HTML as well. */
  readonly html?: boolean;
  /** Worker threads that run specs; default 2. */
  readonly jobs?: number;
  /** Ends the run early: everything is stopped, and the signal's reason is thrown. */
  readonly signal?: AbortSignal;
  /** Is told how the run goes; default: nobody. */
  readonly progress?: TerminalReport;
}

export interface Certification {
  readonly document: RunDocument;
  readonly exitCode: number;
}

const DEFAULT_OUT = path.join('reports', 'out');
const DEFAULT_JOBS = 2;

/**
 * Certifies a target: runs the spec of every selected rule on it, and writes the reports.
 * @throws UsageError before anything was started, when it cannot be done as asked.
 * @throws TargetUnavailableError when the target is not there.
 */
export async function certify(
  options: CertifyOptions = {},
  world: World = installedWorld(),
): Promise<Certification> {
  const { signal, progress } = options;
  const target = findTarget(world.targets, options.target ?? DEFAULT_TARGET);
  const rules = selectRules(world.rules, options.rules ?? []);
  const limits = limitsWithPatience(options.patience ?? 1);
  const out = await checkOutputFolder(options.out ?? DEFAULT_OUT);
  const startedAt = new Date();
  const began = performance.now();

  signal?.throwIfAborted();
  const running = await target.start({
    limits,
    ...(options.vdi === undefined ? {} : { library: options.vdi }),
    ...(options.fault === undefined ? {} : { fault: options.fault }),
  });
  const connection = withoutLibraryFolder(running.connection);
  const { result, problems } = await whileRunning(running, signal, async () => {
    // Only now: a run that could not be started takes nobody's results away.
    await clearOutputFolder(out);
    progress?.started({
      kit: world.kit,
      target: connection.target,
      ownLibrary: options.vdi,
      rules,
    });
    const run = await findAll({
      world,
      rules,
      connection,
      out,
      jobs: options.jobs ?? DEFAULT_JOBS,
      progress,
      signal,
    });
    return { ...run, processes: await running.processesStarted() };
  });

  const found = [...result.problems, ...problems];
  const document: RunDocument = runDocumentSchema.parse({
    schema: RUN_SCHEMA,
    kit: world.kit,
    target: connection.target,
    subject: 'interface',
    rules: { asked: rules.length, known: world.rules.length },
    verdict: verdictOfRun(result.findings, found),
    startedAt: startedAt.toISOString(),
    durationMs: Math.round(performance.now() - began),
    processes: result.processes,
    findings: result.findings,
    problems: found,
  } satisfies RunDocument);
  const reports = await writeReports(document, rules, out, { html: options.html === true, progress, signal });
  progress?.ended(document, reports);
  return { document, exitCode: exitCodeOfVerdict(document.verdict) };
}

/** A library that the user named is known by its file's name and digest: where it lies goes into no history or report. */
function withoutLibraryFolder(connection: TargetConnection): TargetConnection {
  const { target } = connection;
  const { library } = target;
  if (!path.isAbsolute(library.file)) return connection;
  return { ...connection, target: { ...target, library: { ...library, file: path.basename(library.file) } } };
}
