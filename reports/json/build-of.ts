import type { RunDocument } from './run-document.js';
import { shortDigest } from './short-digest.js';

type SqlServer = NonNullable<RunDocument['target']['sqlServer']>;

/** A library by its file, without folders, with its version, and without a version with the beginning of its digest. */
export function libraryName({
  file,
  version,
  fileVersion,
  sha256,
}: RunDocument['target']['library']): string {
  const name = file.split(/[\\/]/).at(-1) ?? file;
  return `${name} ${version ?? fileVersion ?? shortDigest(sha256)}`;
}

/** How the reference's SQL endpoint begins its @@VERSION, behind the kit's name and version. */
const REFERENCE_ENDPOINT = /, reference SQL endpoint: not Microsoft SQL Server\b/;

/** Whether it is the reference's SQL endpoint; it says so itself. */
export function isReferenceEndpoint({ version }: SqlServer): boolean {
  return REFERENCE_ENDPOINT.test(version);
}

/** A SQL Server by its build, and the reference never as one: its number alone would look like SQL Server's. */
export function serverName(sqlServer: SqlServer): string {
  const what = isReferenceEndpoint(sqlServer) ? 'reference SQL endpoint' : 'SQL Server';
  return `${what} ${sqlServer.productVersion}`;
}

/** What was certified, by its shortest name that tells it from others: SQL Server, or the reference's endpoint, where one was looked at, else the library. */
export function buildOf({ library, sqlServer }: RunDocument['target']): string {
  return sqlServer === undefined ? libraryName(library) : serverName(sqlServer);
}
