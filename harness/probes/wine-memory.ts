import { isImage, regions, type Region } from './windows-memory.js';

/** Addresses of a process in which one file is mapped. */
export interface FileSpan {
  readonly from: bigint;
  readonly to: bigint;
}

/** Of /proc/PID/maps: addresses, access, place in the file, device and number of the file. */
const LINE = /^([0-9a-f]+)-([0-9a-f]+) ...([sp]) ([0-9a-f]+) (\S+ \d+)/;
const NO_FILE = '00:00 0';

/**
 * Where files are mapped, by what Linux says of a process. One span is one mapping, or several in a row of the same file, further
 * and further into it: the parts of a program.
 */
export function fileSpans(maps: string): FileSpan[] {
  const spans: FileSpan[] = [];
  let before = { what: '', place: 0n };
  for (const line of maps.split('\n')) {
    const [, from, to, shared, place, file] = LINE.exec(line) ?? [];
    if (from === undefined || to === undefined || place === undefined || file === undefined) continue;
    if (file === NO_FILE) continue;
    const now = { what: `${file} ${shared}`, place: BigInt(`0x${place}`) };
    const goesOn = now.what === before.what && now.place > before.place;
    const begin = (goesOn ? spans.pop()?.from : undefined) ?? BigInt(`0x${from}`);
    spans.push({ from: begin, to: BigInt(`0x${to}`) });
    before = now;
  }
  return spans;
}

/**
 * The regions of a process that may be views of sections. Under Wine each is a mapping of a file, be it one without a name, and a look
 * at a region has Wine's server interrupt the process: only files are looked at, and of a program or library only its
 * beginning. It ends where the mapping of its file does: what Wine copied behind that is not counted.
 */
export function* regionsOfFiles(process: bigint, spans: readonly FileSpan[]): Generator<Region> {
  for (const { from, to } of spans) {
    for (const region of regions(process, from, to)) {
      if (!isImage(region)) {
        yield region;
        continue;
      }
      yield { ...region, to: region.to > to ? region.to : to };
      break;
    }
  }
}
