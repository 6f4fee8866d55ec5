import { readdir } from 'node:fs/promises';
import { allocate, bytesAt, free } from '../vdi/memory.js';
import { windowsApi } from './windows-api.js';
import { unicodeString } from './windows-handles.js';

const DIRECTORY_QUERY = 1;
const ATTRIBUTES_BYTES = 48;
const ENTRY_BYTES = 4_096;
const PIPES = '\\\\.\\pipe\\';

/**
 * Named objects that bear a set's name, with their kinds: those of all sessions, those of this one, and named pipes.
 */
export async function namedObjects(set: string): Promise<string[]> {
  const directories = ['\\BaseNamedObjects', `\\Sessions\\${ownSession()}\\BaseNamedObjects`];
  const objects = directories.flatMap((directory) =>
    entriesOf(directory)
      .filter(({ name }) => name.includes(set))
      .map(({ name, kind }) => `${kind} ${directory}\\${name}`),
  );
  // Wine has no list of pipes.
  const pipes = (await readdir(PIPES).catch(() => [])).filter((name) => name.includes(set));
  return [...new Set([...objects, ...pipes.map((name) => `pipe ${name}`)])].sort();
}

function ownSession(): number {
  const session = Buffer.alloc(4);
  windowsApi().sessionOf(process.pid, session);
  return session.readUInt32LE();
}

/** What is in a directory of the object manager; nothing when there is no such directory. */
function entriesOf(directory: string): { name: string; kind: string }[] {
  const api = windowsApi();
  const handle = openDirectory(directory);
  if (handle === null) return [];
  const context = Buffer.alloc(4);
  const entry = allocate(ENTRY_BYTES);
  const found: { name: string; kind: string }[] = [];
  try {
    for (let restart = 1; ; restart = 0) {
      const status = api.queryDirectory(handle, entry, ENTRY_BYTES, 1, restart, context, null);
      if (status !== 0) return found;
      const bytes = bytesAt(entry, ENTRY_BYTES);
      found.push({ name: unicodeString(bytes, 0), kind: unicodeString(bytes, 16) });
    }
  } finally {
    free(entry);
    api.closeHandle(handle);
  }
}

/** OBJECT_ATTRIBUTES with a UNICODE_STRING in x64 layout. */
function openDirectory(name: string): bigint | null {
  const text = Buffer.from(name, 'utf16le');
  const block = allocate(ATTRIBUTES_BYTES + 16 + text.length);
  try {
    const bytes = bytesAt(block, ATTRIBUTES_BYTES + 16 + text.length);
    bytes.writeUInt32LE(ATTRIBUTES_BYTES, 0);
    bytes.writeBigUInt64LE(block + BigInt(ATTRIBUTES_BYTES), 16);
    bytes.writeUInt16LE(text.length, ATTRIBUTES_BYTES);
    bytes.writeUInt16LE(text.length, ATTRIBUTES_BYTES + 2);
    bytes.writeBigUInt64LE(block + BigInt(ATTRIBUTES_BYTES + 16), ATTRIBUTES_BYTES + 8);
    bytes.set(text, ATTRIBUTES_BYTES + 16);
    const handle = Buffer.alloc(8);
    return windowsApi().openDirectory(handle, DIRECTORY_QUERY, block) === 0 ? handle.readBigUInt64LE() : null;
  } finally {
    free(block);
  }
}
