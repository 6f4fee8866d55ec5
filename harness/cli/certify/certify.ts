import path from 'node:path';
import { DEFAULT_TARGET } from '../../targets/catalogue.js';
import {
  runDocumentSchema,
  RUN_SCHEMA,
  summaryOf,
  verdictOfRun,
} from '../../../reports/json/run-document.js';
import { findTarget } from '../find-target.js';
import { rulesAbout, subjectOf, type AskedSubject } from '../select-rules.js';
import { clientOfRun, limitsFor, selectedRules } from './client-run.js';
import { rulesOfShard, type Shard } from '../shard.js';
import { installedWorld, type World } from '../world.js';
import { refuseContradictions } from './contradictions.js';
import { findAll } from './find-all.js';
import { ruleSetOf } from '../certificate/judges.js';
import { machineFolders } from './machine-folders.js';
import { checkOutputFolder, clearOutputFolder } from './output-folder.js';
import { reportRun, type Certification, type ReportOptions } from './report-run.js';
import { whileRunning } from './while-running.js';
import type { ClientConfig } from '../../client-program/client-config.js';
import type { ContainerSettings } from '../../targets/container/settings.js';
import type { TargetConnection, TargetSqlServer } from '../../targets/target.js';
import type { RunDocument } from '../../../reports/json/run-document.js';

/** What to certify, how, and where to write; every default is the command line's. */
export interface CertifyOptions extends ReportOptions {
  readonly target?: string;
  /** What is certified where no rules are named; default: the interface. */
  readonly subject?: AskedSubject;
  /** Ids or globs, of any subject; none: all rules of the subject. */
  readonly rules?: readonly string[];
  /** A part of the rules, where the others are certified elsewhere; default: all of them. */
  readonly shard?: Shard;
  /** Output folder; default `reports/out` below the current folder. */
  readonly out?: string;
  /** Path of the VDI library; default: the target's own. */
  readonly vdi?: string;
  /** Name of the SQL Server instance that calls are made for; default: the default instance. */
  readonly instance?: string;
  /** A SQL Server that runs already, for rules about the engine; default: the target's own. */
  readonly sqlServer?: TargetSqlServer;
  /** A vendor's client that is certified; default: none is, and rules about one cannot be asked for. */
  readonly client?: ClientConfig;
  /** A fault of the reference, by id: the kit's proof of itself. */
  readonly fault?: string;
  /** Multiplies every time limit; default 1. */
  readonly patience?: number;
  /** Worker threads that run specs; default 2. */
  readonly jobs?: number;
  /** Of the container that the target starts; default: what its settings say. */
  readonly container?: ContainerSettings;
}

export const DEFAULT_OUT = path.join('reports', 'out');
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
  const selected = selectedRules(world.rules, options);
  const subject = subjectOf(selected);
  refuseContradictions(options, subject);
  const shard = options.shard && {
    ...options.shard,
    ofRules: selected.length,
    rules: selected.map(({ id }) => id),
  };
  const rules = shard === undefined ? selected : rulesOfShard(selected, shard);
  const limits = limitsFor(options);
  const out = await checkOutputFolder(options.out ?? DEFAULT_OUT);
  const startedAt = new Date();
  const began = performance.now();

  signal?.throwIfAborted();
  const running = await target.start({
    limits,
    engine: subject !== 'interface',
    ...(options.client === undefined ? {} : { client: options.client }),
    ...(options.sqlServer === undefined ? {} : { sqlServer: options.sqlServer }),
    ...(options.vdi === undefined ? {} : { library: options.vdi }),
    ...(options.instance === undefined ? {} : { instance: options.instance }),
    ...(options.fault === undefined ? {} : { fault: options.fault }),
    onPreparing: (what) => progress?.preparing(what),
    ...(options.container === undefined ? {} : { container: options.container }),
    ...(signal === undefined ? {} : { signal }),
  });
  const connection = withoutLibraryFolder(running.connection);
  const client = clientOfRun(connection);
  const { result, problems } = await whileRunning(running, signal, async () => {
    // Only now: a run that could not be started takes nobody's results away.
    await clearOutputFolder(out);
    progress?.started({
      kit: world.kit,
      target: connection.target,
      ...client,
      ownLibrary: options.vdi,
      rules,
      shard,
    });
    const run = await findAll({
      world,
      rules,
      connection,
      out,
      paths: machineFolders(world.root, out, options),
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
    ruleSet: await ruleSetOf(world),
    subject,
    ...client,
    ...(shard === undefined ? {} : { shard }),
    rules: { asked: rules.length, known: rulesAbout(world.rules, subject).length },
    verdict: verdictOfRun(result.findings, found),
    ...summaryOf(result.findings),
    startedAt: startedAt.toISOString(),
    durationMs: Math.round(performance.now() - began),
    processes: result.processes,
    findings: result.findings,
    problems: found,
  } satisfies RunDocument);
  return reportRun(document, rules, out, options, world);
}

/**
 * A library that the user named is known by its file's name and digest: where it lies goes into no history or report. Of
 * one that Windows was asked for that is what was found.
 */
function withoutLibraryFolder(connection: TargetConnection): TargetConnection {
  const { target } = connection;
  const { library } = target;
  if (library.activation === 'registered' || !path.isAbsolute(library.file)) return connection;
  return { ...connection, target: { ...target, library: { ...library, file: path.basename(library.file) } } };
}
