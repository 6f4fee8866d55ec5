import path from 'node:path';
import { DEFAULT_LIMITS } from '../../limits/limits.js';
import { builtCheck, needAll, nodeCheck, platformCheck } from '../checks.js';
import { endpointFaults } from '../endpoint-faults.js';
import { examineLibrary, isFaultOfARule, type Fault } from '../library.js';
import { LOCAL_SQL } from '../local-sql.js';
import { PROGRAMS, startLocally } from '../local-target.js';
import { registeredChecks } from '../registered-checks.js';
import type { Check, RunningTarget, Target, TargetOptions } from '../target.js';
import { WINDOWS_NATIVE, WINDOWS_PLATFORM } from '../windows-native.js';
import { programsToFetch } from './packages.js';
import { isPrefixMade } from './prefix.js';
import { hasCommand, wineVersion } from './wine-command.js';
import { WineNode } from './wine-node.js';

const COMPILER = 'x86_64-w64-mingw32-g++';
const WARM_ROLES = 4;

/** The reference as a Windows DLL (or the user's), in Windows' Node under Wine. */
export class WineTarget implements Target {
  readonly name = 'wine';
  readonly summary = "the reference as a Windows DLL, or the one you name, in Windows' Node.js under Wine";

  /** @param registering Tests: makes a machine of the run's prefix. What COM finds there is certified, as on Windows. */
  constructor(private readonly registering?: (host: WineNode) => Promise<void>) {}

  async check(instance: string | null = null): Promise<readonly Check[]> {
    const needed = neededChecks();
    if (!needed.every(({ ok }) => ok)) return needed;
    const { registering } = this;
    if (registering === undefined) return [...needed, await loadsCheck()];
    const asking = { probeScript: PROGRAMS.probe, limitMs: DEFAULT_LIMITS.roleStartMs };
    return withNode(async (host) => {
      await registering(host);
      return [...needed, ...(await registeredChecks(host, instance, asking))];
    });
  }

  endpointFaults(): readonly Fault[] {
    return endpointFaults();
  }

  async faults(): Promise<readonly Fault[]> {
    needAll(this.name, neededChecks());
    return withNode(async (host) => {
      const limitMs = DEFAULT_LIMITS.roleStartMs;
      const { faults } = await examineLibrary(host, WINDOWS_NATIVE.faulty, PROGRAMS.probe, limitMs);
      return faults.filter(isFaultOfARule);
    });
  }

  async start(options: TargetOptions): Promise<RunningTarget> {
    needAll(this.name, neededChecks());
    const host = await WineNode.prepare(options.onPreparing ?? (() => undefined));
    const { client, library } = options;
    // A vendor's client asks COM for its library.
    const toRegister = path.resolve(library ?? WINDOWS_NATIVE.reference);
    const registering =
      this.registering ?? (client === undefined ? undefined : (on: WineNode) => register(on, toRegister));
    await registering?.(host).catch(async (error: unknown) => {
      await host.end();
      throw error;
    });
    return startLocally(
      host,
      {
        name: this.name,
        platform: WINDOWS_PLATFORM,
        native: WINDOWS_NATIVE,
        byDefault: this.registering === undefined ? 'reference' : 'registered',
        warmRoles: options.warmRoles ?? WARM_ROLES,
        roleScript: PROGRAMS.role,
        sql: LOCAL_SQL,
      },
      options,
    );
  }
}

async function register(host: WineNode, library: string): Promise<void> {
  await host.run('regsvr32', '/s', host.inside(library));
}

async function withNode<T>(use: (host: WineNode) => Promise<T>): Promise<T> {
  const host = await WineNode.prepare(() => undefined);
  try {
    return await use(host);
  } finally {
    await host.end();
  }
}

function neededChecks(): Check[] {
  const compiler = hasCommand(COMPILER) ? '' : 'apt-get install g++-mingw-w64-x86-64, then ';
  return [
    nodeCheck(),
    platformCheck('linux', 'use the target windows-host on Windows'),
    wineCheck(),
    programsCheck(),
    builtCheck('reference DLL', Object.values(WINDOWS_NATIVE), `${compiler}npm run build:windows`),
    builtCheck('agent and role programs', Object.values(PROGRAMS), 'npm run build'),
  ];
}

function wineCheck(): Check {
  const what = 'Wine';
  const missing = ['wine', 'wineserver'].filter((name) => !hasCommand(name));
  if (missing.length === 0) {
    try {
      return { what, ok: true, detail: wineVersion() };
    } catch (error) {
      return { what, ok: false, detail: (error as Error).message, remedy: 'apt-get install wine wine64' };
    }
  }
  const detail = `no command ${missing.join(', ')}`;
  return { what, ok: false, detail, remedy: 'apt-get install wine wine64' };
}

/** What npm fetches at the first run is not missing, as long as npm is there. */
function programsCheck(): Check {
  const what = 'programs for Windows';
  const toFetch = programsToFetch();
  if (toFetch.length === 0) return { what, ok: true, detail: 'fetched before' };
  const ok = hasCommand('npm') && hasCommand('tar');
  const detail = `${toFetch.join(', ')}: to be fetched with npm, once`;
  return ok ? { what, ok, detail } : { what, ok, detail, remedy: 'apt-get install npm tar' };
}

/** Loads the reference through koffi under Wine; not before a first run has made what that needs. */
async function loadsCheck(): Promise<Check> {
  const what = "native calls (koffi) in Windows' Node.js";
  if (programsToFetch().length > 0 || !isPrefixMade())
    return { what, ok: true, detail: 'not tried: the first run makes what is needed' };
  try {
    const version = await withNode(async (host) => {
      const limitMs = DEFAULT_LIMITS.roleStartMs;
      return (await examineLibrary(host, WINDOWS_NATIVE.reference, PROGRAMS.probe, limitMs)).facts.version;
    });
    return { what, ok: true, detail: `loads the reference DLL ${version ?? ''}`.trim() };
  } catch (error) {
    return {
      what,
      ok: false,
      detail: (error as Error).message,
      remedy: 'npm ci, then npm run build:windows',
    };
  }
}
