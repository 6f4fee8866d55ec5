import type { RunDocument } from './run-document.js';

const SHORT_DIGEST = 12;

/** A library by its file, without folders, with its version, and without a version with the beginning of its digest. */
export function libraryName({
  file,
  version,
  fileVersion,
  sha256,
}: RunDocument['target']['library']): string {
  const name = file.split(/[\\/]/).at(-1) ?? file;
  return `${name} ${version ?? fileVersion ?? sha256.slice(0, SHORT_DIGEST)}`;
}

/** What was certified, by its shortest name that tells it from others: the build of SQL Server where one was looked at, else the library. */
export function buildOf({ library, sqlServer }: RunDocument['target']): string {
  return sqlServer === undefined ? libraryName(library) : `SQL Server ${sqlServer.productVersion}`;
}
