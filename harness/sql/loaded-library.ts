import { KitError } from '../errors/kit-error.js';
import { readRows, textOf } from './server-reading.js';
import type { SqlSession } from './session.js';

/** The VDI library that a server has loaded: SQL Server does so with its first backup to virtual devices. */
export interface LoadedLibrary {
  /** Null: none was seen. */
  readonly vdiLibrary: {
    /** As the server names it, with its path if it tells that. */
    readonly file: string;
    /** Null: the server tells none. */
    readonly fileVersion: string | null;
  } | null;
  /** Why none was seen; null: one was. */
  readonly noVdiLibrary: string | null;
}

/** The reference's endpoint drives libraries of any name, and says in the description what they stand for. */
const NAMED = /(^|[\\/])(lib)?sqlvdi[^\\/]*$/i;
const DESCRIBED = /sqlvdi/i;

/** A log-in that may not see it is told why. @throws KitError SQL_READING when the session is lost. */
export async function readLoadedLibrary(session: SqlSession): Promise<LoadedLibrary> {
  let rows;
  try {
    rows = await readRows(
      session,
      "SELECT name, file_version, description FROM sys.dm_os_loaded_modules WHERE CONCAT(name, ' ', description) LIKE '%sqlvdi%'",
    );
  } catch (error) {
    if (!(error instanceof KitError) || session.lost !== null) throw error;
    return { vdiLibrary: null, noVdiLibrary: error.message };
  }
  const seen = rows.find(([name, , of]) => NAMED.test(textOf(name)) || DESCRIBED.test(textOf(of)));
  if (seen === undefined) return { vdiLibrary: null, noVdiLibrary: 'the server has loaded none yet' };
  const version = textOf(seen[1]);
  const vdiLibrary = { file: textOf(seen[0]), fileVersion: version === '' ? null : version };
  return { vdiLibrary, noVdiLibrary: null };
}
