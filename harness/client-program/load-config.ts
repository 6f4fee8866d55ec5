import { existsSync } from 'node:fs';
import { readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import { UsageError } from '../errors/kit-error.js';
import { clientConfigFrom, type ClientConfig } from './client-config.js';
import type { ConfigSource } from './check-config.js';
import * as published from './define-config.js';

/** The endings that a configuration may have. */
export const CONFIG_ENDINGS = ['ts', 'mts', 'js', 'mjs', 'json'] as const;

const NAME = 'vdi-conformance.config';
const NAMES = `${NAME}.{${CONFIG_ENDINGS.join(',')}}`;

/** What configuration files import `defineConfig` from. */
const OUR_MODULE = 'vdi-conformance/config';

/** A configuration's name with this ending. */
export function configName(ending: (typeof CONFIG_ENDINGS)[number]): string {
  return `${NAME}.${ending}`;
}

/** Absolute paths of the configurations in a folder. */
export function configsIn(folder: string): string[] {
  return CONFIG_ENDINGS.map((ending) => path.join(folder, configName(ending))).filter(existsSync);
}

/** @throws UsageError CLIENT_CONFIG_MISSING for none, CLIENT_CONFIG_AMBIGUOUS for several. */
export function findConfig(folder: string): string {
  const [found, ...others] = configsIn(folder);
  if (found === undefined) {
    throw new UsageError('CLIENT_CONFIG_MISSING', `there is no ${NAMES} in ${folder}`, {
      remedy:
        '`vdi-conformance init` writes one; or give the client’s command after --, e.g. -- ./my-client --set {set}',
    });
  }
  if (others.length > 0) {
    const names = [found, ...others].map((file) => path.basename(file)).join(' and ');
    throw new UsageError('CLIENT_CONFIG_AMBIGUOUS', `there are ${names} in ${folder}`, {
      remedy: 'Remove all but one, or name one: --config FILE',
    });
  }
  return found;
}

/**
 * Reads a configuration and checks it. One that is a program is run: it is the user's own.
 * @param file its path, from `folder` if it is relative; messages call it as seen from there.
 * @throws UsageError CLIENT_CONFIG_UNREADABLE, CLIENT_CONFIG
 */
export async function loadConfig(file: string, folder: string): Promise<ClientConfig> {
  const { input, source } = await readConfig(file, folder);
  return clientConfigFrom(input, source);
}

/** As `loadConfig`, before it is checked. @throws UsageError CLIENT_CONFIG_UNREADABLE */
export async function readConfig(
  file: string,
  folder: string,
): Promise<{ readonly input: unknown; readonly source: ConfigSource }> {
  const absolute = path.resolve(folder, file);
  const name = path.relative(folder, absolute) || file;
  const found = await stat(absolute).catch(() => null);
  if (found?.isFile() !== true)
    throw unreadable(name, found === null ? 'there is no such file' : 'it is no file');
  const input = await inputFrom(absolute, name);
  return { input, source: { name, folder: path.dirname(absolute) } };
}

async function inputFrom(file: string, name: string): Promise<unknown> {
  const ending = path.extname(file).slice(1);
  try {
    if (ending === 'json') return JSON.parse(withoutMark(await readFile(file, 'utf8')));
    if ((CONFIG_ENDINGS as readonly string[]).includes(ending)) return await exportOf(file);
  } catch (cause) {
    throw unreadable(name, ending === 'json' ? 'it is no JSON' : 'it cannot be loaded', cause);
  }
  throw unreadable(name, `its name has to end with ${CONFIG_ENDINGS.map((known) => `.${known}`).join(', ')}`);
}

/** Editors of Windows put it before UTF-8. */
function withoutMark(text: string): string {
  return text.replace(/^\uFEFF/, '');
}

/**
 * What a module exports by default. All kinds are loaded alike, whatever the package.json beside them says of `type`; and our own module is given to
 * them, so that they need not find the package where npx has put it.
 */
async function exportOf(file: string): Promise<unknown> {
  const { createJiti } = await import('jiti');
  const jiti = createJiti(file, {
    fsCache: false,
    moduleCache: false,
    interopDefault: false,
    virtualModules: { [OUR_MODULE]: published },
  });
  const loaded = await jiti.import(file);
  if (typeof loaded !== 'object' || loaded === null) return loaded;
  if ('default' in loaded) return loaded.default;
  // CommonJS: module.exports is the configuration itself.
  if ('command' in loaded) return loaded;
  throw new Error('it has no default export: write export default defineConfig({ … })');
}

function unreadable(name: string, why: string, cause?: unknown): UsageError {
  return new UsageError('CLIENT_CONFIG_UNREADABLE', `${name}: ${why}`, cause === undefined ? {} : { cause });
}
