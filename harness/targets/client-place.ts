import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import type { ClientConfig } from '../client-program/client-config.js';
import { placeholdersIn } from '../client-program/placeholders.js';
import { UsageError } from '../errors/kit-error.js';
import type { ProgramFile } from '../history/program-events.js';
import { ENV } from '../agent/settings.js';
import type { LibraryFacts } from './library.js';
import type { NodeHost } from './node-host.js';

/** How a vendor's client is run on a target. JSON: it is handed to vitest's workers. */
export interface ClientPlace {
  readonly config: ClientConfig;
  /** What is certified: the program. */
  readonly files: readonly [ProgramFile];
  /** The VDI library that is loaded by path, as the target calls it. */
  readonly library: string;
  /** Whether the library records the client's calls, so that they can be seen from inside. */
  readonly records: boolean;
  /** How a file of this machine is called where the client runs: as it is, or as under Wine. */
  readonly paths: 'here' | 'wine';
  /** A file on which every write fails because there is no space; null: this target has none. */
  readonly fullMedium: string | null;
  /** Besides the configuration's, for the client. */
  readonly env: Readonly<Record<string, string>>;
}

/** A device of Linux, which Wine opens as well. */
const FULL = '/dev/full';

/** A file of this machine, as a program of the target has to call it. */
export function pathInTarget({ paths }: Pick<ClientPlace, 'paths'>, file: string): string {
  return paths === 'here' ? file : `Z:${file.replaceAll('/', '\\')}`;
}

/** What a client is run with on this machine. */
export async function clientPlace(
  host: NodeHost,
  config: ClientConfig,
  { library, facts, recording }: { library: string; facts: LibraryFacts; recording: string },
): Promise<ClientPlace> {
  const [file = '', ...args] = config.command;
  const inside = (of: string): string => (path.isAbsolute(of) ? host.inside(of) : of);
  const command = [inside(file), ...args];
  const cwd = config.cwd === null ? null : inside(config.cwd);
  if (path.isAbsolute(file) && !existsSync(literal(file))) {
    throw new UsageError('CLIENT_NOT_FOUND', `there is no client program ${literal(file)}`, {
      remedy:
        'A path of the configuration starts where its file lies; a name without a slash is looked for in PATH.',
    });
  }
  const onLinux = host.system === 'linux';
  // The reference says its version, and records. Before another library one of ours has to stand, which a client gets by path alone.
  const own = facts.version !== null;
  const stands = !own && usesPath(config);
  return {
    config: { ...config, command, cwd },
    files: [{ file: nameOf(file), sha256: await digestOf(literal(file)) }],
    library: host.inside(stands ? recording : library),
    records: own || stands,
    paths: host.system === 'wine' ? 'wine' : 'here',
    fullMedium: host.system === 'windows' ? null : host.inside(FULL),
    // A client of Linux is linked with libsqlvdi.so, which lies beside the library.
    env: {
      ...(onLinux ? { LD_LIBRARY_PATH: path.dirname(library) } : {}),
      ...(stands ? { [ENV.recordedLibrary]: host.inside(library) } : {}),
    },
  };
}

function usesPath(config: ClientConfig): boolean {
  return placeholdersIn(config).has('library');
}

/** A path as a configuration has it: braces that are meant stand there twice. */
function literal(file: string): string {
  return file.replaceAll('{{', '{').replaceAll('}}', '}');
}

/** Without folders, as either system writes them. */
function nameOf(file: string): string {
  return path.posix.basename(literal(file).replaceAll('\\', '/'));
}

async function digestOf(file: string): Promise<string | null> {
  try {
    return createHash('sha256')
      .update(await readFile(file))
      .digest('hex');
  } catch {
    // Found by its name alone, on the system's path.
    return null;
  }
}
