import { open } from 'node:fs/promises';

/** e_machine of the ELF header, by the name that Node has for the architecture. */
const MACHINES: ReadonlyMap<number, { readonly arch: string; readonly name: string }> = new Map([
  [3, { arch: 'ia32', name: 'x86' }],
  [40, { arch: 'arm', name: 'arm' }],
  [62, { arch: 'x64', name: 'x86-64' }],
  [183, { arch: 'arm64', name: 'aarch64' }],
  [243, { arch: 'riscv64', name: 'riscv64' }],
  [258, { arch: 'loong64', name: 'loongarch64' }],
]);

const MAGIC = Buffer.from([0x7f, 0x45, 0x4c, 0x46]);
const ET_DYN = 3;
const BIG_ENDIAN = 2;
const HEADER_BYTES = 20;

/**
 * What is wrong with a file as a shared library of this machine, by its ELF header alone; null: nothing.
 * @throws the file system's error when it cannot be read.
 */
export async function wrongWithElf(file: string, arch: string = process.arch): Promise<string | null> {
  const header = Buffer.alloc(HEADER_BYTES);
  const handle = await open(file, 'r');
  try {
    const { bytesRead } = await handle.read(header, 0, HEADER_BYTES, 0);
    if (bytesRead < HEADER_BYTES || !header.subarray(0, 4).equals(MAGIC))
      return 'it is not an ELF shared object';
  } finally {
    await handle.close();
  }
  const big = header.readUInt8(5) === BIG_ENDIAN;
  const half = (at: number): number => (big ? header.readUInt16BE(at) : header.readUInt16LE(at));
  const machine = MACHINES.get(half(18));
  if (machine?.arch !== arch) {
    const ours = [...MACHINES.values()].find((each) => each.arch === arch)?.name ?? arch;
    return `it is for ${machine?.name ?? `machine ${half(18)}`}, this is ${ours}`;
  }
  return half(16) === ET_DYN ? null : 'it is an ELF file, but not a shared object';
}
