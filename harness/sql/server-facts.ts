import { readRows, textOf } from './server-reading.js';
import type { SqlSession } from './session.js';

/** What a report says of the SQL Server that was certified. */
export interface ServerFacts {
  /** @@VERSION. */
  readonly version: string;
  /** e.g. `16.0.4165.4`. */
  readonly productVersion: string;
  readonly productLevel: string;
  readonly edition: string;
  /** BACKUP to virtual devices is refused to others. */
  readonly sysadmin: boolean;
  /** Number of the server's process on its machine; null: it does not tell. */
  readonly processId: number | null;
}

const PROPERTIES = ['ProductVersion', 'ProductLevel', 'Edition'] as const;

/** @throws KitError SQL_READING */
export async function readServerFacts(session: SqlSession): Promise<ServerFacts> {
  // A variant, which is what SERVERPROPERTY gives, is no type for a comparison of texts.
  const properties = PROPERTIES.map((name) => `CAST(SERVERPROPERTY('${name}') AS nvarchar(128))`).join(', ');
  const number = "CAST(SERVERPROPERTY('ProcessID') AS int)";
  const [row = []] = await readRows(
    session,
    `SELECT @@VERSION, ${properties}, IS_SRVROLEMEMBER('sysadmin'), ${number}`,
  );
  const [version, productVersion, productLevel, edition, sysadmin, processId] = row;
  return {
    version: textOf(version),
    productVersion: textOf(productVersion),
    productLevel: textOf(productLevel),
    edition: textOf(edition),
    sysadmin: sysadmin === 1,
    processId: typeof processId === 'number' ? processId : null,
  };
}
