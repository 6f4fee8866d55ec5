import type { Mapping, RangeLook, RangeToLookAt } from './probe.js';

/** One line of /proc/PID/maps. */
interface MapsLine {
  readonly from: bigint;
  readonly to: bigint;
  /** `r`, `w`, `x`, and `s` (shared) or `p` (private), dashes where not. */
  readonly access: string;
  readonly name: string;
}

const LINE = /^([0-9a-f]+)-([0-9a-f]+) (\S{4}) \S+ \S+ \S+ *(.*)$/;

export function parseMaps(text: string): MapsLine[] {
  return text.split('\n').flatMap((line) => {
    const [, from, to, access, name] = LINE.exec(line) ?? [];
    if (from === undefined || to === undefined || access === undefined) return [];
    return [{ from: BigInt(`0x${from}`), to: BigInt(`0x${to}`), access, name: name ?? '' }];
  });
}

/**
 * The shared mappings. A set's buffers and control blocks are seen by two processes, so they are shared
 * mappings whatever they are made of. Private ones are left out: the heap, thread stacks and V8's pages come
 * and go with the role's own doings, and a library that something else loads late would look like a leak.
 */
export function sharedMappings(maps: readonly MapsLine[]): Mapping[] {
  return maps
    .filter(({ access }) => access.endsWith('s'))
    .map(({ from, to, access, name }) => ({ from: hex(from), to: hex(to), access, name }));
}

/**
 * Whether any byte of each range is mapped, and by what: the mappings' names (`anonymous` for none), with
 * `partly` before them when a part of the range is not mapped.
 */
export function lookAtRanges(maps: readonly MapsLine[], ranges: readonly RangeToLookAt[]): RangeLook[] {
  return ranges.map((range) => {
    const from = BigInt(range.address);
    const to = from + BigInt(range.size);
    const hits = maps.filter((each) => each.from < to && each.to > from);
    const covered = hits.reduce((sum, each) => sum + (min(each.to, to) - max(each.from, from)), 0n);
    const names = [...new Set(hits.map(({ name }) => (name === '' ? 'anonymous' : name)))].join(', ');
    const by = covered > 0n && covered < to - from ? `partly ${names}` : names;
    return { label: range.label, address: range.address, size: range.size, mapped: hits.length > 0, by };
  });
}

/** Whether a file is mapped: how a library shows that it is (still) loaded. */
export function mapsFile(maps: readonly MapsLine[], file: string): boolean {
  return maps.some(({ name }) => name === file || name === `${file} (deleted)`);
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
