import path from 'node:path';
import { DEFAULT_LIMITS } from '../limits/limits.js';
import { MOST_DEVICES, checkedInput, type CheckedInput, type ConfigSource } from './check-config.js';
import { literally, placeholdersIn } from './placeholders.js';

/** A vendor's client program, after checks and with defaults. JSON: it is handed to vitest's workers. */
export interface ClientConfig {
  /** The program and its arguments, with placeholders. The program is an absolute path, or a name that is looked for in PATH. */
  readonly command: readonly string[];
  readonly env: Readonly<Record<string, string>>;
  /** Absolute; null: where it is started from does not matter. */
  readonly cwd: string | null;
  /** Who sends BACKUP and RESTORE. */
  readonly statements: 'client' | 'kit';
  /** Success is one of these exit codes, and the output if there is a pattern: a regular expression for a line. */
  readonly success: { readonly exitCodes: readonly number[]; readonly output: string | null };
  /** From 1 to 64. */
  readonly maxDevices: number;
  /** In milliseconds: for its end once its set has ended, and for a whole backup. */
  readonly limits: { readonly endMs: number; readonly runMs: number };
  /** What it cannot do, with the reason. */
  readonly cannot: Readonly<Partial<Record<'restore' | 'severalDevices', string>>>;
}

export { MOST_DEVICES };

/**
 * Checks what a vendor wrote, and fills in what he left out.
 * @throws UsageError CLIENT_CONFIG that names the file, each field that is wrong, why, and an example of it.
 */
export function clientConfigFrom(input: unknown, source: ConfigSource): ClientConfig {
  const checked = checkedInput(input, source);
  const words = {
    command: withProgramOf(checked.command, source.folder),
    env: checked.env,
    cwd: fromFolder(source.folder, checked.cwd),
  };
  const devices = devicesOf(checked);
  return {
    ...words,
    statements: checked.statements,
    success: { exitCodes: checked.success.exitCodes, output: checked.success.output ?? null },
    maxDevices: devices.most,
    limits: {
      endMs: checked.limits.endMs ?? DEFAULT_LIMITS.clientEndMs,
      runMs: checked.limits.runMs ?? DEFAULT_LIMITS.clientRunMs,
    },
    cannot: {
      ...(checked.cannot.restore === undefined ? {} : { restore: checked.cannot.restore }),
      ...(devices.why === null ? {} : { severalDevices: devices.why }),
    },
  };
}

/** With how many devices the client can work; and if with one only, why. */
function devicesOf({ command, env, cwd, maxDevices, cannot }: CheckedInput): {
  most: number;
  why: string | null;
} {
  if (cannot.severalDevices !== undefined) return { most: 1, why: cannot.severalDevices };
  if (maxDevices !== undefined)
    return { most: maxDevices, why: maxDevices === 1 ? 'its configuration says maxDevices: 1' : null };
  const told = placeholdersIn({ command, env, cwd });
  if (told.has('devices') || told.has('device-count')) return { most: MOST_DEVICES, why: null };
  return { most: 1, why: 'it is told of one device only: neither {devices} nor {device-count} is used' };
}

/** A command whose program, if it is a relative path, is one from this folder. */
export function withProgramOf(command: readonly string[], folder: string): string[] {
  const [program, ...args] = command;
  if (program === undefined) return [];
  const named = !program.includes('/') && !(process.platform === 'win32' && program.includes('\\'));
  return [named ? program : fromFolder(folder, program), ...args];
}

/** The placeholders whose values are absolute paths. */
const STARTS_WITH_PATH = /^\{(file|library|password-file)\}/;

function fromFolder(folder: string, place: string): string {
  return STARTS_WITH_PATH.test(place) ? place : path.resolve(literally(folder), place);
}
