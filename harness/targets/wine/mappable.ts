/** Of a page, and so of what can be mapped. */
const PAGE_BYTES = 4_096;

/** IMAGE_FILE_HEADER and IMAGE_OPTIONAL_HEADER64: where they have what is changed here, from the signature on. */
const SECTION_COUNT = 6;
const OPTIONAL_HEADER_BYTES = 20;
const OPTIONAL_HEADER = 24;
const FILE_ALIGNMENT = OPTIONAL_HEADER + 36;
const HEADERS_BYTES = OPTIONAL_HEADER + 60;
const DIRECTORIES = OPTIONAL_HEADER + 112;
/** Of the data directories: the signature, known by its place in the file, and eight bytes long. */
const SIGNATURE = 4;
/** IMAGE_SECTION_HEADER. */
const SECTION_BYTES = 40;
const RAW_BYTES = 16;
const RAW_PLACE = 20;

/**
 * The same x64 program with every section at the beginning of a page of the file. Wine maps such sections, which all
 * processes then share; others it reads into each process, all of them, before the process does anything.
 * What is in memory afterwards is the same. The signature, of no use any more, is left out.
 */
export function mappable(program: Buffer): Buffer {
  const pe = program.readUInt32LE(0x3c);
  const sections = pe + OPTIONAL_HEADER + program.readUInt16LE(pe + OPTIONAL_HEADER_BYTES);
  const count = program.readUInt16LE(pe + SECTION_COUNT);
  const headers = Buffer.alloc(wholePages(program.readUInt32LE(pe + HEADERS_BYTES)));
  program.copy(headers, 0, 0, program.readUInt32LE(pe + HEADERS_BYTES));
  headers.writeUInt32LE(PAGE_BYTES, pe + FILE_ALIGNMENT);
  headers.writeUInt32LE(headers.length, pe + HEADERS_BYTES);
  headers.fill(0, pe + DIRECTORIES + SIGNATURE * 8, pe + DIRECTORIES + (SIGNATURE + 1) * 8);

  const parts = [headers];
  let place = headers.length;
  for (let at = sections; at < sections + count * SECTION_BYTES; at += SECTION_BYTES) {
    const bytes = program.readUInt32LE(at + RAW_BYTES);
    if (bytes === 0) continue;
    const section = Buffer.alloc(wholePages(bytes));
    const from = program.readUInt32LE(at + RAW_PLACE);
    program.copy(section, 0, from, from + bytes);
    headers.writeUInt32LE(section.length, at + RAW_BYTES);
    headers.writeUInt32LE(place, at + RAW_PLACE);
    parts.push(section);
    place += section.length;
  }
  return Buffer.concat(parts);
}

function wholePages(bytes: number): number {
  return Math.ceil(bytes / PAGE_BYTES) * PAGE_BYTES;
}
