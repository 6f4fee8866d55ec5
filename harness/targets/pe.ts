import { open } from 'node:fs/promises';

/** Machine of the COFF header, by the name that Node has for the architecture. */
const MACHINES: ReadonlyMap<number, { readonly arch: string; readonly name: string }> = new Map([
  [0x14c, { arch: 'ia32', name: 'x86' }],
  [0x8664, { arch: 'x64', name: 'x86-64' }],
  [0xaa64, { arch: 'arm64', name: 'ARM64' }],
]);

const DOS_HEADER_BYTES = 64;
/** Signature, machine, and what follows up to the characteristics. */
const PE_HEADER_BYTES = 24;
const IS_DLL = 0x2000;

/**
 * What is wrong with a file as a DLL for 64-bit Windows, by its headers alone; null: nothing.
 * @throws the file system's error when it cannot be read.
 */
export async function wrongWithPe(file: string): Promise<string | null> {
  const not = 'it is not a Windows DLL';
  const dos = Buffer.alloc(DOS_HEADER_BYTES);
  const pe = Buffer.alloc(PE_HEADER_BYTES);
  const handle = await open(file, 'r');
  try {
    const first = await handle.read(dos, 0, DOS_HEADER_BYTES, 0);
    if (first.bytesRead < DOS_HEADER_BYTES || dos.toString('latin1', 0, 2) !== 'MZ') return not;
    const second = await handle.read(pe, 0, PE_HEADER_BYTES, dos.readUInt32LE(60));
    if (second.bytesRead < PE_HEADER_BYTES || pe.toString('latin1', 0, 4) !== 'PE\0\0') return not;
  } finally {
    await handle.close();
  }
  const machine = MACHINES.get(pe.readUInt16LE(4));
  if (machine?.arch !== 'x64')
    return `it is for ${machine?.name ?? `machine ${pe.readUInt16LE(4)}`}, and x86-64 is needed`;
  return (pe.readUInt16LE(22) & IS_DLL) === 0 ? 'it is a Windows program, but not a DLL' : null;
}
