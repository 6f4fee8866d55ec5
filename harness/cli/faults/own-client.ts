import { existsSync } from 'node:fs';
import path from 'node:path';
import { UsageError } from '../../errors/kit-error.js';
import type { ClientConfig } from '../../client-program/client-config.js';
import { PACKAGE_ROOT } from '../../kit-package.js';
import { LINUX_CLIENT } from '../../targets/linux-native.js';
import { WINDOWS_CLIENT } from '../../targets/windows-native.js';
import { DEFAULT_LIMITS } from '../../limits/limits.js';

const TYPESCRIPT = path.join(
  PACKAGE_ROOT,
  'dist',
  'harness',
  'reference',
  'clients',
  'typescript-client-main.js',
);

/** COM keeps what it has loaded, whatever a client does, so these load the library themselves. */
const BY_PATH = new Set(['unloads-before-release']);

/** Bytes. A right client works with a prefix zone as well, so ours always asks for one. */
const PREFIX_ZONE = '64';
const TRANSFER = [
  '--devices',
  '{devices}',
  '--direction',
  '{direction}',
  '--file',
  '{file}',
  '--prefix-zone',
  PREFIX_ZONE,
];

/** Of libuv's pool, which its waiting calls are on: all 64 devices, and some to spare. */
const THREADS = '80';

/** What all of our own clients have in common. */
const OURS = {
  env: {},
  cwd: null,
  success: { exitCodes: [0], output: '^done$' },
  maxDevices: 64,
  limits: { endMs: DEFAULT_LIMITS.clientEndMs, runMs: DEFAULT_LIMITS.clientRunMs },
  cannot: {},
} as const;

/**
 * How our client in C++ is run on a target. The kit issues its T-SQL.
 * @param wrong what it does wrong, by its own name; left out: nothing.
 * @param more further words.
 * @throws UsageError NO_OWN_CLIENT where it was not built.
 */
export function ownClient(target: string, wrong?: string, more: readonly string[] = []): ClientConfig {
  const windows = target !== 'embedded';
  const program = windows ? WINDOWS_CLIENT : LINUX_CLIENT;
  if (!existsSync(program)) throw notBuilt(program);
  const byPath = !windows || (wrong !== undefined && BY_PATH.has(wrong));
  const library = byPath ? ['--library', '{library}'] : ['--registered'];
  const words = [...library, '--set', '{set}', ...TRANSFER, ...wrongWords(wrong), ...more];
  return { ...OURS, command: [program, ...words], statements: 'kit' };
}

/** How our client in TypeScript is run on Linux: it issues its T-SQL itself. @param wrong as above. */
export function typescriptClient(wrong?: string): ClientConfig {
  const server = ['--database', '{database}', '--server', '{server}', '--port', '{port}', '--user', '{user}'];
  const words = ['--library', '{library}', ...server, '--password-file', '{password-file}', ...TRANSFER];
  const command = [process.execPath, TYPESCRIPT, ...words, ...wrongWords(wrong)];
  return { ...OURS, command, env: { UV_THREADPOOL_SIZE: THREADS }, statements: 'client' };
}

function wrongWords(wrong: string | undefined): readonly string[] {
  return wrong === undefined ? [] : ['--wrong', wrong];
}

export function notBuilt(program: string): UsageError {
  return new UsageError('NO_OWN_CLIENT', `the kit’s own client was not built: ${path.basename(program)}`, {
    remedy:
      'In a checkout of the kit: node harness/reference/build.mjs --clients (and --platform win32-x64).',
  });
}
