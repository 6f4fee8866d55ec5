import { bytesAt } from '../vdi/memory.js';
import { systemInformation, windowsApi } from './windows-api.js';
import type { Descriptor } from './probe.js';

/** SystemExtendedHandleInformation, and its entries on x64. */
const EXTENDED_HANDLES = 64;
const HEADER_BYTES = 16;
const ENTRY_BYTES = 40;

const NAME_INFORMATION = 1;
const TYPE_INFORMATION = 2;
const INFORMATION_BYTES = 4_096;
const SAME_ACCESS = 2;

/** Asking for the name of a pipe on which somebody waits would wait with him: files are told by their kind only. */
const NAMELESS = new Set(['File']);

/** The handles of a process: kind and, where there is one, name: `Event \\BaseNamedObjects\\...`. */
export function handlesOf(pid: number, process: bigint): Descriptor[] {
  const all = systemInformation(EXTENDED_HANDLES);
  const count = Number(all.readBigUInt64LE(0));
  const kinds = new Map<number, string>();
  const handles: Descriptor[] = [];
  for (let at = HEADER_BYTES; at < HEADER_BYTES + count * ENTRY_BYTES; at += ENTRY_BYTES) {
    if (Number(all.readBigUInt64LE(at + 8)) !== pid) continue;
    const handle = all.readBigUInt64LE(at + 16);
    const kind = all.readUInt16LE(at + 30);
    handles.push({ id: Number(handle), target: describe(process, handle, kind, kinds) });
  }
  return handles.sort((a, b) => a.id - b.id);
}

function describe(process: bigint, handle: bigint, kind: number, kinds: Map<number, string>): string {
  const api = windowsApi();
  const copy = Buffer.alloc(8);
  const self = BigInt(api.currentProcess());
  if (api.duplicateHandle(process, handle, self, copy, 0, 0, SAME_ACCESS) === 0) {
    // Closed meanwhile, or not to be duplicated by anybody.
    return kinds.get(kind) ?? `object of kind ${kind}`;
  }
  const ours = copy.readBigUInt64LE();
  try {
    const type = kinds.get(kind) ?? textOf(ours, TYPE_INFORMATION);
    kinds.set(kind, type);
    const name = NAMELESS.has(type) ? '' : textOf(ours, NAME_INFORMATION);
    return name === '' ? type : `${type} ${name}`;
  } finally {
    api.closeHandle(ours);
  }
}

/** The UNICODE_STRING at the beginning of what NtQueryObject answers. */
function textOf(handle: bigint, what: number): string {
  const information = Buffer.alloc(INFORMATION_BYTES);
  const needed = Buffer.alloc(4);
  const status = Number(windowsApi().queryObject(handle, what, information, INFORMATION_BYTES, needed)) >>> 0;
  return status === 0 ? unicodeString(information, 0) : '';
}

/** A UNICODE_STRING in x64 layout: length in bytes, and where the text lies. */
export function unicodeString(bytes: Buffer, at: number): string {
  const length = bytes.readUInt16LE(at);
  const address = bytes.readBigUInt64LE(at + 8);
  return length === 0 || address === 0n ? '' : bytesAt(address, length).toString('utf16le');
}
