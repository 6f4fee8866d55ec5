import { integer, quotedName, quotedText } from './quoting.js';
import { haveDevices } from './virtual-devices.js';

/** Options that BACKUP and RESTORE share. What is left out, the server decides. */
export interface TransferOptions {
  /** Names of the virtual devices; the first is the set's. */
  readonly devices: readonly string[];
  /** Bytes. */
  readonly blockSize?: number;
  readonly bufferCount?: number;
  /** Bytes. */
  readonly maxTransferSize?: number;
  readonly checksum?: boolean;
  /** A message whenever so many percent more are done. */
  readonly stats?: number;
}

export interface BackupOptions extends TransferOptions {
  readonly what: 'database' | 'log';
  readonly database: string;
  readonly copyOnly?: boolean;
  readonly snapshot?: boolean;
}

export interface RestoreOptions extends TransferOptions {
  readonly what: 'database' | 'log';
  readonly database: string;
  readonly replace?: boolean;
  /** Whether the database is usable afterwards, or waits for further backups. */
  readonly recovery?: boolean;
  readonly snapshot?: boolean;
}

/** A RESTORE that only looks at a backup. */
export interface InspectOptions extends TransferOptions {
  readonly what: 'headeronly' | 'filelistonly' | 'labelonly' | 'verifyonly';
}

/** BACKUP to virtual devices. @throws UsageError SQL_NAME, SQL_NUMBER, SQL_DEVICES */
export function backupStatement(options: BackupOptions): string {
  const special = [...flag(options.copyOnly, 'COPY_ONLY'), ...flag(options.snapshot, 'SNAPSHOT')];
  const what = `BACKUP ${options.what.toUpperCase()} ${quotedName(options.database)}`;
  return `${what} TO ${devices(options)}${withOptions([...special, ...transfer(options)])}`;
}

/** RESTORE from virtual devices. @throws UsageError SQL_NAME, SQL_NUMBER, SQL_DEVICES */
export function restoreStatement(options: RestoreOptions): string {
  const { recovery } = options;
  const special = [
    ...flag(options.replace, 'REPLACE'),
    ...(recovery === undefined ? [] : [recovery ? 'RECOVERY' : 'NORECOVERY']),
    ...flag(options.snapshot, 'SNAPSHOT'),
  ];
  const what = `RESTORE ${options.what.toUpperCase()} ${quotedName(options.database)}`;
  return `${what} FROM ${devices(options)}${withOptions([...special, ...transfer(options)])}`;
}

/** @throws UsageError SQL_NUMBER, SQL_DEVICES */
export function inspectStatement(options: InspectOptions): string {
  return `RESTORE ${options.what.toUpperCase()} FROM ${devices(options)}${withOptions(transfer(options))}`;
}

/** KILL of a session. @throws UsageError SQL_NUMBER */
export function killStatement(spid: number): string {
  return `KILL ${integer(spid, 'the session')}`;
}

function devices({ devices: names }: TransferOptions): string {
  haveDevices(names.length);
  return names.map((name) => `VIRTUAL_DEVICE = ${quotedText(name)}`).join(', ');
}

function transfer(options: TransferOptions): string[] {
  return [
    ...number(options.blockSize, 'BLOCKSIZE'),
    ...number(options.bufferCount, 'BUFFERCOUNT'),
    ...number(options.maxTransferSize, 'MAXTRANSFERSIZE'),
    ...flag(options.checksum, 'CHECKSUM'),
    ...number(options.stats, 'STATS'),
  ];
}

function withOptions(options: readonly string[]): string {
  return options.length === 0 ? '' : ` WITH ${options.join(', ')}`;
}

function flag(set: boolean | undefined, name: string): string[] {
  return set === true ? [name] : [];
}

function number(value: number | undefined, name: string): string[] {
  return value === undefined ? [] : [`${name} = ${integer(value, name)}`];
}
