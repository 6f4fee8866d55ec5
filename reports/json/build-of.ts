import type { RunDocument } from './run-document.js';

const SHORT_DIGEST = 12;

/**
 * What was certified, by its shortest name that tells it from others: the build of SQL Server where one was looked at, else
 * the library's file, without folders, with its version, and without a version with the beginning of its digest.
 */
export function buildOf({ library, sqlServer }: RunDocument['target']): string {
  if (sqlServer !== undefined) return `SQL Server ${sqlServer.productVersion}`;
  const version = library.version ?? library.fileVersion ?? library.sha256.slice(0, SHORT_DIGEST);
  const name = library.file.split(/[\\/]/).at(-1) ?? library.file;
  return `${name} ${version}`;
}
