import { existsSync } from 'node:fs';
import path from 'node:path';
import { TargetUnavailableError } from '../errors/kit-error.js';
import { DEFAULT_LIMITS } from '../limits/limits.js';
import { PACKAGE_ROOT } from '../kit-package.js';
import { AgentKeeper } from './agent-keeper.js';
import { examineLibrary, haveFault, type Fault } from './library.js';
import type { Check, RunningTarget, Target, TargetOptions } from './target.js';

const PLATFORM = `${process.platform}-${process.arch}`;
const NATIVE = path.join(PACKAGE_ROOT, 'dist', 'native', PLATFORM);
const BUNDLES = path.join(PACKAGE_ROOT, 'dist', 'agent');
const BUILD = 'npm run build';

const FILES = {
  reference: path.join(NATIVE, 'libvdi_reference.so'),
  faulty: path.join(NATIVE, 'libvdi_faulty.so'),
  recorder: path.join(NATIVE, 'libvdi_recorder.so'),
  agent: path.join(BUNDLES, 'agent.cjs'),
  role: path.join(BUNDLES, 'role.cjs'),
  probe: path.join(BUNDLES, 'library-probe.cjs'),
};

/** package.json's `engines`. */
const LEAST_NODE = [20, 19] as const;

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
    this.#settings = { warmRoles: 4, roleScript: FILES.role, ...settings };
  }

  async check(): Promise<readonly Check[]> {
    return [nodeCheck(), platformCheck(), ...builtChecks(), await loadsCheck()];
  }

  /** What the reference's faulty variant can be told to do wrong. */
  async faults(): Promise<readonly Fault[]> {
    return (await examineLibrary(FILES.faulty, FILES.probe, DEFAULT_LIMITS.roleStartMs)).faults;
  }

  async start(options: TargetOptions): Promise<RunningTarget> {
    const { limits } = options;
    const fault = options.fault ?? null;
    const missing = [nodeCheck(), platformCheck(), ...builtChecks()].filter(({ ok }) => !ok);
    const [first] = missing;
    if (first !== undefined) {
      const all = missing.map(({ what, detail }) => `${what}: ${detail}`).join('; ');
      const remedy = first.remedy === undefined ? {} : { remedy: first.remedy };
      throw new TargetUnavailableError(
        'TARGET_UNAVAILABLE',
        `the embedded target is not available: ${all}`,
        remedy,
      );
    }

    const own = fault === null ? FILES.reference : FILES.faulty;
    const library = options.library === undefined ? own : path.resolve(options.library);
    const examined = examineLibrary(library, FILES.probe, limits.roleStartMs);
    // What the user named is checked before anything starts; our own meanwhile.
    if (options.library !== undefined) await examined;
    if (fault !== null) haveFault((await examined).faults, fault);
    examined.catch(() => undefined);
    const { roleScript, warmRoles } = this.#settings;
    const chosen = { roleScript, warmRoles, library, recorder: FILES.recorder, fault };
    const keeper = await AgentKeeper.start(FILES.agent, chosen, limits);
    const { facts } = await examined.catch(async (error: unknown) => {
      await keeper.stop();
      throw error;
    });

    // Of our own the place in the package: histories of two machines are alike.
    const file = options.library === undefined ? path.relative(PACKAGE_ROOT, library) : library;
    const target = { name: this.name, platform: PLATFORM, library: { file, ...facts }, fault };
    return {
      connection: { host: '127.0.0.1', port: keeper.port, secret: keeper.secret, target, limits },
      get agentPid() {
        return keeper.pid;
      },
      processesStarted: () => keeper.processesStarted(),
      stop: () => keeper.stop(),
    };
  }
}

function nodeCheck(): Check {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  const ok = major > LEAST_NODE[0] || (major === LEAST_NODE[0] && minor >= LEAST_NODE[1]);
  const check = { what: 'Node.js', ok, detail: `version ${process.versions.node}` };
  return ok ? check : { ...check, remedy: `install Node.js ${LEAST_NODE.join('.')} or later` };
}

function platformCheck(): Check {
  const ok = process.platform === 'linux';
  const check = { what: 'operating system', ok, detail: PLATFORM };
  return ok ? check : { ...check, remedy: 'use the target windows-host on Windows' };
}

function builtChecks(): Check[] {
  const parts = {
    'reference library': [FILES.reference, FILES.faulty, FILES.recorder],
    'agent and role programs': [FILES.agent, FILES.role, FILES.probe],
  };
  return Object.entries(parts).map(([what, files]) => {
    const missing = files
      .filter((file) => !existsSync(file))
      .map((file) => path.relative(PACKAGE_ROOT, file));
    if (missing.length === 0) return { what, ok: true, detail: 'built' };
    return { what, ok: false, detail: `not built: ${missing.join(', ')}`, remedy: BUILD };
  });
}

/** Loads the reference through koffi, in a process of its own. */
async function loadsCheck(): Promise<Check> {
  const what = 'native calls (koffi)';
  try {
    const { facts } = await examineLibrary(FILES.reference, FILES.probe, DEFAULT_LIMITS.roleStartMs);
    return { what, ok: true, detail: `loads the reference library ${facts.version ?? ''}`.trim() };
  } catch (error) {
    return { what, ok: false, detail: (error as Error).message, remedy: 'npm ci, then npm run build' };
  }
}
