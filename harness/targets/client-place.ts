import { existsSync } from 'node:fs';
import path from 'node:path';
import type { ClientConfig } from '../client-program/client-config.js';
import { literalText, placeholdersIn } from '../client-program/placeholders.js';
import { UsageError } from '../errors/kit-error.js';
import { clientFiles, type ClientFiles } from './client-files.js';
import { ENV } from '../agent/settings.js';
import type { LibraryFacts } from './library.js';
import type { NodeHost } from './node-host.js';

/** How a vendor's client is run on a target. JSON: it is handed to vitest's workers. */
export interface ClientPlace {
  readonly config: ClientConfig;
  /** What is certified. */
  readonly files: ClientFiles;
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
  const program = literalText(file);
  if (program !== null && path.isAbsolute(program) && !existsSync(program)) {
    throw new UsageError('CLIENT_NOT_FOUND', `there is no client program ${program}`, {
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
    files: await clientFiles(host, config),
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
