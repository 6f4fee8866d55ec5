/**
 * The numbers of the interface and their names, both ways. Sources: the public VDI header (HRESULTs of
 * facility 0x77, commands, features), winerror.h (the general HRESULTs and the Win32 completion codes).
 */

/** HRESULTs as unsigned 32-bit numbers, by symbol. Success is called NOERROR, as the VDI pages call it. */
export const HRESULT = {
  NOERROR: 0x00000000,
  S_FALSE: 0x00000001,
  E_NOTIMPL: 0x80004001,
  E_NOINTERFACE: 0x80004002,
  E_POINTER: 0x80004003,
  E_ABORT: 0x80004004,
  E_FAIL: 0x80004005,
  E_UNEXPECTED: 0x8000ffff,
  CLASS_E_NOAGGREGATION: 0x80040110,
  CLASS_E_CLASSNOTAVAILABLE: 0x80040111,
  REGDB_E_CLASSNOTREG: 0x80040154,
  CO_E_NOTINITIALIZED: 0x800401f0,
  CO_E_DLLNOTFOUND: 0x800401f8,
  CO_E_ERRORINDLL: 0x800401f9,
  RPC_E_CHANGED_MODE: 0x80010106,
  E_ACCESSDENIED: 0x80070005,
  E_HANDLE: 0x80070006,
  E_OUTOFMEMORY: 0x8007000e,
  E_INVALIDARG: 0x80070057,
  VD_E_NOTOPEN: 0x80770002,
  VD_E_TIMEOUT: 0x80770003,
  VD_E_ABORT: 0x80770004,
  VD_E_SECURITY: 0x80770005,
  VD_E_INVALID: 0x80770006,
  VD_E_INSTANCE_NAME: 0x80770007,
  VD_E_NOTSUPPORTED: 0x80770009,
  VD_E_MEMORY: 0x8077000a,
  VD_E_UNEXPECTED: 0x8077000b,
  VD_E_PROTOCOL: 0x8077000c,
  VD_E_OPEN: 0x8077000d,
  VD_E_CLOSE: 0x8077000e,
  VD_E_BUSY: 0x8077000f,
} as const;

/** Win32 error codes that VDI uses as completion codes, by symbol. */
export const COMPLETION = {
  ERROR_SUCCESS: 0,
  ERROR_INVALID_HANDLE: 6,
  ERROR_HANDLE_EOF: 38,
  ERROR_NOT_SUPPORTED: 50,
  ERROR_DISK_FULL: 112,
  ERROR_OPERATION_ABORTED: 995,
  ERROR_IO_DEVICE: 1117,
  ERROR_NO_SYSTEM_RESOURCES: 1450,
} as const;

/** VDC_* command codes. The last two came with KB3188454. */
export const COMMAND = {
  Read: 1,
  Write: 2,
  ClearError: 3,
  Rewind: 4,
  WriteMark: 5,
  SkipMarks: 6,
  SkipBlocks: 7,
  Load: 8,
  GetPosition: 9,
  SetPosition: 10,
  Discard: 11,
  Flush: 12,
  Snapshot: 13,
  MountSnapshot: 14,
  PrepareToFreeze: 15,
  FileInfoBegin: 16,
  FileInfoEnd: 17,
  GetError: 18,
  Complete: 19,
} as const;

/** VDF_* feature bits; the three `Like` are combinations for common kinds of device. */
export const FEATURE = {
  LikePipe: 0,
  Removable: 0x1,
  Rewind: 0x2,
  Position: 0x10,
  SkipBlocks: 0x20,
  ReversePosition: 0x40,
  Discard: 0x80,
  FileMarks: 0x100,
  RandomAccess: 0x200,
  SnapshotPrepare: 0x400,
  EnumFrozenFiles: 0x800,
  VSSWriter: 0x1000,
  RequestComplete: 0x2000,
  WriteMedia: 0x10000,
  ReadMedia: 0x20000,
  CompleteEnabled: 0x40000,
  LatchStats: 0x80000000,
  LikeDisk: 0x200,
  LikeTape: 0x173,
} as const;

const hresultNames = namesByCode(HRESULT);
const completionNames = namesByCode(COMPLETION);

/** The symbol of an HRESULT (signed or unsigned), or the code in hex: `0x8077abcd`. */
export function hresultName(code: number): string {
  const unsigned = code >>> 0;
  return hresultNames.get(unsigned) ?? `0x${unsigned.toString(16).padStart(8, '0')}`;
}

/** The code of a symbol; undefined when it is none of ours. */
export function hresultCode(name: string): number | undefined {
  return (HRESULT as Readonly<Record<string, number>>)[name];
}

/** The symbol of a completion code, or the code in decimal, which is how Win32 codes are known. */
export function completionName(code: number): string {
  return completionNames.get(code) ?? String(code);
}

export function completionCode(name: string): number | undefined {
  return (COMPLETION as Readonly<Record<string, number>>)[name];
}

function namesByCode(codes: Readonly<Record<string, number>>): ReadonlyMap<number, string> {
  return new Map(Object.entries(codes).map(([name, code]) => [code, name]));
}
