import path from 'node:path';
import { PACKAGE_ROOT } from '../kit-package.js';
import { serverRecordingSecret } from '../agent/secret.js';
import { AgentKeeper, type ListensOn } from './agent-keeper.js';
import { clientPlace } from './client-place.js';
import { examineLibrary, haveFault, type ExaminedLibrary } from './library.js';
import type { NodeHost } from './node-host.js';
import { examineRegistered } from './registered.js';
import { noSqlServer } from './no-sql-server.js';
import type { ReferenceSql } from './reference-sql.js';
import type { ReachedSql } from './sql-server.js';
import type { RunningTarget, TargetOptions, TargetSqlServer } from './target.js';

/** The programs that run in a target, compiled. */
const BUNDLES = path.join(PACKAGE_ROOT, 'dist', 'agent');
export const PROGRAMS = {
  agent: path.join(BUNDLES, 'agent.cjs'),
  role: path.join(BUNDLES, 'role.cjs'),
  probe: path.join(BUNDLES, 'library-probe.cjs'),
};

/** The native parts of the kit for one system. */
export interface NativeFiles {
  readonly reference: string;
  readonly faulty: string;
  readonly recorder: string;
  /** Stands before a library that does not record its calls, for a client that loads it by its path. */
  readonly recording: string;
}

export interface LocalTarget {
  readonly name: string;
  /** e.g. `linux-x64`. */
  readonly platform: string;
  readonly native: NativeFiles;
  /** What is certified when nothing is named: the reference (with a fault its faulty variant), or what COM finds. */
  readonly byDefault: 'reference' | 'registered';
  /** How many role processes are kept warm beyond those announced. */
  readonly warmRoles: number;
  readonly roleScript: string;
  /** Where the agent listens; default: any free port of the loopback. */
  readonly listensOn?: ListensOn;
  /** How rules about SQL Server get one; left out: they do not, and nothing of the driver is loaded or bundled. */
  readonly sql?: LocalSql;
}

/** Where a target on this machine has its SQL Server from. */
export interface LocalSql {
  /** The user's, or else one of the kit's own that is started. */
  reach(host: NodeHost, reference: ReferenceSql, theirs: TargetSqlServer | undefined): Promise<ReachedSql>;
  /** Whether a fault is the kit's own SQL Server's: the library needs none then. */
  hasFault(fault: string): boolean;
}

/**
 * Starts a target whose processes run on this machine: examines the library, starts the agent. The host is
 * ended with the target, and when it cannot be started.
 * @throws UsageError when the library or the fault cannot be used; TargetUnavailableError when the agent does
 * not start.
 */
export async function startLocally(
  host: NodeHost,
  target: LocalTarget,
  options: TargetOptions,
): Promise<RunningTarget> {
  try {
    return await startOn(host, target, options);
  } catch (error) {
    await host.end();
    throw error;
  }
}

async function startOn(
  host: NodeHost,
  { name, platform, native, byDefault, warmRoles, roleScript, listensOn, sql: source }: LocalTarget,
  {
    limits,
    library: named,
    fault: asked,
    instance,
    engine: asksEngine = false,
    sqlServer: theirs,
    client,
  }: TargetOptions,
): Promise<RunningTarget> {
  const fault = asked ?? null;
  // A vendor's client needs a server end.
  const engine = asksEngine || client !== undefined;
  const ofLibrary = fault === null || source?.hasFault(fault) === true ? null : fault;
  const own = ofLibrary === null ? native.reference : native.faulty;
  const registered = named === undefined && byDefault === 'registered';
  if (engine && (source === undefined || (registered && theirs === undefined))) throw noSqlServer(name);
  const library = named === undefined ? own : path.resolve(named);
  const examined: Promise<ExaminedLibrary & { file?: string }> = registered
    ? examineRegistered(host, { probeScript: PROGRAMS.probe, limitMs: limits.roleStartMs }).then((each) => ({
        ...each,
        faults: [],
      }))
    : examineLibrary(host, library, PROGRAMS.probe, limits.roleStartMs);
  // What is not ours is checked before anything starts; our own meanwhile.
  if (named !== undefined || registered) await examined;
  if (ofLibrary !== null && !registered) haveFault((await examined).faults, ofLibrary);
  examined.catch(() => undefined);

  const loaded = registered ? null : library;
  const chosen = { roleScript, warmRoles, library: loaded, recorder: native.recorder, fault: ofLibrary };
  const keeper = await AgentKeeper.start(host, PROGRAMS.agent, chosen, limits, listensOn);
  const stopAndThrow = async (error: unknown): Promise<never> => {
    // What went wrong first is what the user has to know.
    await keeper.stop().catch(() => undefined);
    throw error;
  };
  const { facts, file: found, wine } = await examined.catch(stopAndThrow);
  const recordInto = `127.0.0.1:${keeper.port}:${serverRecordingSecret(keeper.secret)}`;
  const reference = {
    library: loaded,
    recorder: native.recorder,
    fault,
    limits,
    ...(client === undefined ? {} : { recordInto }),
  };
  const reachSql = async (): Promise<ReachedSql | null> =>
    engine && source !== undefined ? source.reach(host, reference, theirs) : null;
  const sql = await reachSql().catch(stopAndThrow);
  // Of our own the place in the package: histories of two machines are alike.
  const file = found ?? (named === undefined ? inPackage(library) : library);
  const place =
    client === undefined
      ? null
      : await clientPlace(host, client, { library, facts, recording: native.recording }).catch(stopAndThrow);
  const described = {
    name,
    // Wine is not Windows, and no record is to say so.
    platform: wine === null ? platform : `${platform}, Wine ${wine}`,
    library: { file, ...facts },
    ...(instance === undefined ? {} : { instance }),
    ...(sql === null ? {} : { sqlServer: sql.described }),
    fault,
  };
  return {
    connection: {
      host: '127.0.0.1',
      port: keeper.port,
      secret: keeper.secret,
      target: described,
      limits,
      ...(sql === null ? {} : { sqlServer: sql.server }),
      ...(place === null ? {} : { client: place }),
    },
    get agentPid() {
      return keeper.pid;
    },
    processesStarted: async () =>
      (await keeper.processesStarted()) + (sql === null || theirs !== undefined ? 0 : 1),
    stop: async () => {
      try {
        await sql?.stop();
      } finally {
        await keeper.stop();
      }
    },
  };
}

function inPackage(file: string): string {
  return path.relative(PACKAGE_ROOT, file).replaceAll(path.sep, '/');
}
