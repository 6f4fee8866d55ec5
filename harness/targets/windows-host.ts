import { DEFAULT_LIMITS } from '../limits/limits.js';
import { builtCheck, needAll, nodeCheck, platformCheck } from './checks.js';
import { examineLibrary, isFaultOfARule, type Fault } from './library.js';
import { LOCAL_SQL } from './local-sql.js';
import { PROGRAMS, startLocally } from './local-target.js';
import { ThisNode } from './node-host.js';
import { registeredChecks } from './registered-checks.js';
import type { Check, RunningTarget, Target, TargetOptions } from './target.js';
import { WINDOWS_NATIVE, WINDOWS_PLATFORM } from './windows-native.js';

const WARM_ROLES = 4;

/**
 * The VDI library that is registered with this Windows (or the user's), in child processes of Node. The target `wine`
 * but for how Node is started, and for what is certified when nothing is named.
 */
export class WindowsHostTarget implements Target {
  readonly name = 'windows-host';
  readonly summary = 'the sqlvdi.dll that is registered with this Windows, or the DLL that you name';

  async check(instance: string | null = null): Promise<readonly Check[]> {
    const needed = neededChecks();
    if (!needed.every(({ ok }) => ok)) return needed;
    const loads = await loadsCheck();
    if (!loads.ok) return [...needed, loads];
    const asking = { probeScript: PROGRAMS.probe, limitMs: DEFAULT_LIMITS.roleStartMs };
    return [...needed, loads, ...(await registeredChecks(new ThisNode(), instance, asking))];
  }

  async faults(): Promise<readonly Fault[]> {
    needAll(this.name, neededChecks());
    const limitMs = DEFAULT_LIMITS.roleStartMs;
    const { faulty } = WINDOWS_NATIVE;
    const { faults } = await examineLibrary(new ThisNode(), faulty, PROGRAMS.probe, limitMs);
    return faults.filter(isFaultOfARule);
  }

  async start(options: TargetOptions): Promise<RunningTarget> {
    needAll(this.name, neededChecks());
    return startLocally(
      new ThisNode(),
      {
        name: this.name,
        platform: WINDOWS_PLATFORM,
        native: WINDOWS_NATIVE,
        // What is installed cannot be told to misbehave: the reference is.
        byDefault: options.fault === undefined ? 'registered' : 'reference',
        warmRoles: options.warmRoles ?? WARM_ROLES,
        roleScript: PROGRAMS.role,
        sql: LOCAL_SQL,
      },
      options,
    );
  }
}

function neededChecks(): Check[] {
  return [
    nodeCheck(),
    platformCheck('win32', 'on Linux the target wine runs the same programs'),
    builtCheck('reference DLL', Object.values(WINDOWS_NATIVE), 'npm run build:windows'),
    builtCheck('agent and role programs', Object.values(PROGRAMS), 'npm run build'),
  ];
}

/** Loads the reference through koffi, in a process of its own; whether Wine stands for Windows shows there too. */
async function loadsCheck(): Promise<Check> {
  const what = 'native calls (koffi)';
  try {
    const limitMs = DEFAULT_LIMITS.roleStartMs;
    const { reference } = WINDOWS_NATIVE;
    const { facts, wine } = await examineLibrary(new ThisNode(), reference, PROGRAMS.probe, limitMs);
    const on = wine === null ? '' : `, under Wine ${wine}, which is not Windows`;
    return { what, ok: true, detail: `loads the reference DLL ${facts.version ?? ''}${on}` };
  } catch (error) {
    return { what, ok: false, detail: (error as Error).message, remedy: 'install the kit again' };
  }
}
