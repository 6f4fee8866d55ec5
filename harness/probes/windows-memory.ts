import path from 'node:path';
import { windowsApi } from './windows-api.js';
import type { LoadedModule, Mapping, RangeLook, RangeToLookAt } from './probe.js';

/** MEMORY_BASIC_INFORMATION on x64. */
const INFORMATION_BYTES = 48;
const COMMITTED = 0x1000;
const FREE = 0x10000;
const MAPPED = 0x40000;
const IMAGE = 0x1000000;
const HIGHEST_ADDRESS = 0x7fff_fffe_ffffn;
const NAME_UNITS = 1_024;

/** Pages in a row that are alike. */
export interface Region {
  readonly from: bigint;
  readonly to: bigint;
  /** Where the mapping or allocation begins that they belong to. */
  readonly allocation: bigint;
  readonly state: number;
  readonly protection: number;
  readonly type: number;
}

/** What VirtualQueryEx says of an address; null at the end of the address space. */
function regionAt(process: bigint, address: bigint): Region | null {
  const bytes = Buffer.alloc(INFORMATION_BYTES);
  if (Number(windowsApi().virtualQuery(process, address, bytes, INFORMATION_BYTES)) === 0) return null;
  const from = bytes.readBigUInt64LE(0);
  return {
    from,
    to: from + bytes.readBigUInt64LE(24),
    allocation: bytes.readBigUInt64LE(8),
    state: bytes.readUInt32LE(32),
    protection: bytes.readUInt32LE(36),
    type: bytes.readUInt32LE(40),
  };
}

/** From `from` on, until one ends at `to` or beyond. */
export function* regions(process: bigint, from = 0n, to = HIGHEST_ADDRESS): Generator<Region> {
  let address = from;
  while (address < to) {
    const region = regionAt(process, address);
    if (region === null || region.to <= address) return;
    yield region;
    address = region.to;
  }
}

/** What one mapping or module takes of the address space. */
interface Part {
  readonly to: bigint;
  /** Of its first pages. */
  readonly protection: number;
}

/**
 * What a process has of files and sections, in one walk through its memory: under Wine every step asks the process.
 * @param among regions of the process: all, or those that there can be views and modules in.
 */
export function mappedAndLoaded(
  process: bigint,
  among: Iterable<Region>,
): { mappings: Mapping[]; modules: LoadedModule[] } {
  const views = new Map<bigint, Part>();
  const images = new Map<bigint, Part>();
  for (const { allocation, to, protection, state, type } of among) {
    if (state === FREE || (type !== MAPPED && type !== IMAGE)) continue;
    const parts = type === MAPPED ? views : images;
    parts.set(allocation, { to, protection: parts.get(allocation)?.protection ?? protection });
  }
  return { mappings: mappedViews(process, views), modules: loadedModules(process, images) };
}

/**
 * The mapped views of a process: a set's buffers and control blocks are seen by two processes, so they are views of a
 * section whatever they are made of. Not programs and libraries (images), and not the tables of the system (files
 * of its folder, mapped to be read), which come when something first asks for them.
 */
function mappedViews(process: bigint, views: ReadonlyMap<bigint, Part>): Mapping[] {
  return [...views].flatMap(([from, { to, protection }]) => {
    const file = mappedFile(process, from);
    const access = accessOf(protection);
    if (file !== '' && !access.includes('w') && /\\windows\\/i.test(file)) return [];
    const name = file === '' ? `section of ${to - from} bytes` : file;
    return [{ from: hex(from), to: hex(to), access, name }];
  });
}

/** By the system's word, not by the loader's list: that is the process's own, and can be changed by it. */
function loadedModules(process: bigint, images: ReadonlyMap<bigint, Part>): LoadedModule[] {
  return [...images].map(([from, { to }]) => {
    const name = path.win32.basename(mappedFile(process, from));
    return { name, from: hex(from), size: Number(to - from) };
  });
}

/** Whether it belongs to a program or a library. */
export function isImage({ type }: Region): boolean {
  return type === IMAGE;
}

function mappedFile(process: bigint, address: bigint): string {
  const name = Buffer.alloc(NAME_UNITS * 2);
  const units = Number(windowsApi().mappedFileName(process, address, name, NAME_UNITS));
  return name.toString('utf16le', 0, units * 2);
}

/**
 * Whether any byte of each range is memory, and what kind. Addresses that are merely reserved hold none: to touch
 * them faults as if they were free. A view counts whether its pages have been touched or not.
 */
export function lookAtRanges(process: bigint, ranges: readonly RangeToLookAt[]): RangeLook[] {
  return ranges.map(({ label, address, size }) => {
    const from = BigInt(address);
    const to = from + BigInt(size);
    const hits = [...regions(process, from, to)].filter(
      ({ state, type }) => state === COMMITTED || (state !== FREE && type === MAPPED),
    );
    const covered = hits.reduce((sum, each) => sum + (min(each.to, to) - max(each.from, from)), 0n);
    const kinds = [...new Set(hits.map(({ type }) => kindOf(type)))].join(', ');
    const by = covered > 0n && covered < to - from ? `partly ${kinds}` : kinds;
    return { label, address, size, mapped: hits.length > 0, by };
  });
}

function kindOf(type: number): string {
  if (type === MAPPED) return 'a view of a section';
  return type === IMAGE ? 'a module' : 'private memory';
}

/** PAGE_* as Linux writes it; a view is shared unless it is copied when it is written. */
function accessOf(protection: number): string {
  const page = protection & 0xff;
  const read = page > 1;
  const write = [0x04, 0x08, 0x40, 0x80].includes(page);
  const copied = [0x08, 0x80].includes(page);
  const execute = page >= 0x10;
  return `${read ? 'r' : '-'}${write ? 'w' : '-'}${execute ? 'x' : '-'}${copied ? 'p' : 's'}`;
}

function hex(address: bigint): string {
  return `0x${address.toString(16)}`;
}

function min(a: bigint, b: bigint): bigint {
  return a < b ? a : b;
}

function max(a: bigint, b: bigint): bigint {
  return a > b ? a : b;
}
