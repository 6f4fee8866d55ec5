import type { Backup, Device, Options, Restore } from './statements.js';
import type { TokenStream } from './token-stream.js';

/** BACKUP and RESTORE, behind the word. @throws SqlError 102 */
export function parseBackup(tokens: TokenStream): Backup {
  const what = tokens.expect('DATABASE', 'LOG') === 'LOG' ? 'log' : 'database';
  const database = tokens.name();
  tokens.expect('TO');
  return { what, database, devices: parseDevices(tokens), options: parseOptions(tokens) };
}

export function parseRestore(tokens: TokenStream): Restore {
  const word = tokens.expect('DATABASE', 'LOG', 'HEADERONLY', 'FILELISTONLY', 'LABELONLY', 'VERIFYONLY');
  const what = word.toLowerCase() as Restore['what'];
  const database = what === 'database' || what === 'log' ? tokens.name() : '';
  tokens.expect('FROM');
  return { what, database, devices: parseDevices(tokens), options: parseOptions(tokens) };
}

function parseDevices(tokens: TokenStream): Device[] {
  const devices: Device[] = [];
  do devices.push(parseDevice(tokens));
  while (tokens.takeIf(','));
  return devices;
}

function parseDevice(tokens: TokenStream): Device {
  if (tokens.next.kind === 'quoted' || !tokens.isAt('=', 1)) return { kind: 'other', name: tokens.name() };
  const kind =
    tokens.expect('VIRTUAL_DEVICE', 'DISK', 'TAPE', 'URL') === 'VIRTUAL_DEVICE' ? 'virtual' : 'other';
  tokens.expect('=');
  return { kind, name: tokens.text() };
}

function parseOptions(tokens: TokenStream): Options {
  const options = new Map<string, string | number | true>();
  if (!tokens.takeIf('WITH')) return options;
  do {
    const name = tokens.name().toUpperCase();
    if (name === 'MOVE') parseMove(tokens);
    else options.set(name, tokens.takeIf('=') ? parseValue(tokens) : true);
  } while (tokens.takeIf(','));
  return options;
}

/** MOVE 'file' TO 'path': nothing is laid out on disks here. */
function parseMove(tokens: TokenStream): void {
  tokens.text();
  tokens.expect('TO');
  tokens.text();
}

function parseValue(tokens: TokenStream): string | number {
  return tokens.next.kind === 'text' ? tokens.text() : tokens.integer();
}
