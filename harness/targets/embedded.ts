import { DEFAULT_LIMITS } from '../limits/limits.js';
import { builtCheck, needAll, nodeCheck } from './checks.js';
import { endpointFaults } from './endpoint-faults.js';
import { examineLibrary, isFaultOfARule, isStateFault, type Fault } from './library.js';
import { LOCAL_SQL } from './local-sql.js';
import { PROGRAMS, startLocally } from './local-target.js';
import { LINUX_NATIVE, LINUX_PLATFORM } from './linux-native.js';
import { ThisNode } from './node-host.js';
import type { Check, RunningTarget, Target, TargetOptions } from './target.js';

const BUILD = 'npm run build';

export interface EmbeddedSettings {
  /** How many role processes are kept warm beyond those announced. */
  readonly warmRoles: number;
  /** The program of a role process; tests have others. */
  readonly roleScript: string;
}

/** The default target: the reference library (or the user's) in child processes of Node, on this machine. */
export class EmbeddedTarget implements Target {
  readonly name = 'embedded';
  readonly summary = 'the reference library, or the one you name, in processes of this machine';
  readonly #settings: EmbeddedSettings;

  constructor(settings: Partial<EmbeddedSettings> = {}) {
    this.#settings = { warmRoles: 4, roleScript: PROGRAMS.role, ...settings };
  }

  async check(): Promise<readonly Check[]> {
    return [...staticChecks(), await loadsCheck()];
  }

  endpointFaults(): readonly Fault[] {
    return endpointFaults();
  }

  /** What the reference's faulty variant can be told to do wrong, rule by rule. */
  async faults(): Promise<readonly Fault[]> {
    return (await this.#allFaults()).filter(isFaultOfARule);
  }

  /** What it can be told to do wrong with its states: random sequences find these, and no rule is for them. */
  async stateFaults(): Promise<readonly Fault[]> {
    return (await this.#allFaults()).filter(isStateFault);
  }

  async #allFaults(): Promise<readonly Fault[]> {
    return (
      await examineLibrary(new ThisNode(), LINUX_NATIVE.faulty, PROGRAMS.probe, DEFAULT_LIMITS.roleStartMs)
    ).faults;
  }

  async start(options: TargetOptions): Promise<RunningTarget> {
    needAll(this.name, staticChecks());
    const target = {
      name: this.name,
      platform: LINUX_PLATFORM,
      native: LINUX_NATIVE,
      byDefault: 'reference' as const,
    };
    const settings = {
      ...this.#settings,
      ...(options.warmRoles === undefined ? {} : { warmRoles: options.warmRoles }),
    };
    return startLocally(new ThisNode(), { ...target, ...settings, sql: LOCAL_SQL }, options);
  }
}

function staticChecks(): Check[] {
  return [
    nodeCheck(),
    platformCheck(),
    builtCheck('reference library', Object.values(LINUX_NATIVE), BUILD),
    builtCheck('agent and role programs', Object.values(PROGRAMS), BUILD),
  ];
}

function platformCheck(): Check {
  const ok = process.platform === 'linux';
  const check = { what: 'operating system', ok, detail: LINUX_PLATFORM };
  return ok ? check : { ...check, remedy: 'use the target windows-host on Windows' };
}

/** Loads the reference through koffi, in a process of its own. */
async function loadsCheck(): Promise<Check> {
  const what = 'native calls (koffi)';
  try {
    const host = new ThisNode();
    const { facts } = await examineLibrary(
      host,
      LINUX_NATIVE.reference,
      PROGRAMS.probe,
      DEFAULT_LIMITS.roleStartMs,
    );
    return { what, ok: true, detail: `loads the reference library ${facts.version ?? ''}`.trim() };
  } catch (error) {
    return { what, ok: false, detail: (error as Error).message, remedy: 'npm ci, then npm run build' };
  }
}
