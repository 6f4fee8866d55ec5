import { once } from 'node:events';
import path from 'node:path';
import { KitError, UsageError } from '../errors/kit-error.js';
import { DEFAULT_LIMITS } from '../limits/limits.js';
import { startSqlEndpoint, type RunningEndpoint } from '../reference/sql/process/start-endpoint.js';
import type { TextStream } from '../../reports/terminal/style.js';
import { ThisNode } from '../targets/node-host.js';
import { examineLibrary } from '../targets/library.js';
import { PASSWORD_VARIABLE } from './sql-server-options.js';
import { LINUX_NATIVE } from '../targets/linux-native.js';
import { PROGRAMS } from '../targets/local-target.js';
import { WINDOWS_NATIVE } from '../targets/windows-native.js';

export interface ServeOptions {
  /** 0: any that is free. */
  readonly port: number;
  readonly user: string;
  /** `name=size`, e.g. `ledger=64MB`. */
  readonly database: readonly string[];
  readonly vdi?: string;
}

/**
 * `vdi-conformance serve`: runs the reference SQL endpoint until it is interrupted, so that a vendor can debug his client.
 * @throws UsageError; TargetUnavailableError when it does not start; KitError SQL_ENDPOINT_ENDED when its process ends by itself:
 * the VDI library may have crashed it; the signal's reason once it is interrupted.
 */
export async function serve(
  { port, user, database, vdi }: ServeOptions,
  out: TextStream,
  signal: AbortSignal | undefined,
): Promise<void> {
  const given = process.env[PASSWORD_VARIABLE];
  const native = process.platform === 'win32' ? WINDOWS_NATIVE : LINUX_NATIVE;
  const databases = database.map(databaseOf);
  const host = new ThisNode();
  if (vdi !== undefined) await examineLibrary(host, vdi, PROGRAMS.probe, DEFAULT_LIMITS.roleStartMs);
  const endpoint = await startSqlEndpoint(host, {
    library: path.resolve(vdi ?? native.reference),
    recorder: native.recorder,
    databases,
    port,
    user,
    ...(given === undefined ? {} : { password: given }),
    startMs: DEFAULT_LIMITS.roleStartMs,
    endMs: DEFAULT_LIMITS.roleEndMs,
    onLog: ({ at, process: who, text }) => {
      out.write(`${at} ${who.padEnd(8)} ${text}\n`);
    },
  });
  out.write(greeting(endpoint, given === undefined));
  try {
    await Promise.race([crashed(endpoint), interrupted(signal)]);
  } finally {
    await endpoint.stop();
  }
  signal?.throwIfAborted();
}

function greeting({ server }: RunningEndpoint, byChance: boolean): string {
  const password = byChance ? server.password : `the one in ${PASSWORD_VARIABLE}`;
  return `\nThe reference SQL endpoint, not Microsoft SQL Server, is ready. Ctrl-C ends it.\n  server    ${server.host},${server.port}\n  user      ${server.user}\n  password  ${password}\n\n`;
}

async function crashed(endpoint: RunningEndpoint): Promise<never> {
  const { exitCode, signal } = await endpoint.ended;
  const how = signal ?? `exit code ${exitCode}`;
  throw new KitError('SQL_ENDPOINT_ENDED', `the endpoint's process ended by itself: ${how}`, {
    remedy: 'The VDI library runs in it. If it crashed there, run the library under a debugger.',
  });
}

async function interrupted(signal: AbortSignal | undefined): Promise<void> {
  if (signal?.aborted === true) return;
  if (signal === undefined) await new Promise(() => undefined);
  else await once(signal, 'abort');
}

const SIZE = /^([^=]+)=(\d+)(KB|MB|GB)?$/i;
const UNITS: Readonly<Record<string, number>> = { '': 1, KB: 1 << 10, MB: 1 << 20, GB: 1 << 30 };

/** @throws UsageError SQL_DATABASE */
export function databaseOf(text: string): { name: string; dataBytes: number } {
  const [, name, size, unit = ''] = SIZE.exec(text) ?? [];
  const dataBytes = Number(size) * (UNITS[unit.toUpperCase()] ?? Number.NaN);
  if (name === undefined || name.length > 128 || !Number.isSafeInteger(dataBytes) || dataBytes < 1) {
    throw new UsageError('SQL_DATABASE', `"${text}" says no database`, {
      remedy: 'Give a name and a size: --database ledger=64MB',
    });
  }
  return { name, dataBytes };
}
