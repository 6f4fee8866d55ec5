/**
 * The structures of the interface as data: fields in order, each of a kind whose size is its alignment too
 * (the header packs to 8, so nothing else differs from the natural layout on 64-bit systems).
 */
export type FieldKind = 'u32' | 'u64' | 'address';

export type StructDescription = Readonly<Record<string, FieldKind>>;

export const VDConfig = {
  deviceCount: 'u32',
  features: 'u32',
  prefixZoneSize: 'u32',
  alignment: 'u32',
  softFileMarkBlockSize: 'u32',
  EOMWarningSize: 'u32',
  /** Milliseconds; 0: never. */
  serverTimeOut: 'u32',
  blockSize: 'u32',
  maxIODepth: 'u32',
  maxTransferSize: 'u32',
  bufferAreaSize: 'u32',
} as const satisfies StructDescription;

/** A command as the client gets it. */
export const VDC_Command = {
  commandCode: 'u32',
  size: 'u32',
  position: 'u64',
  buffer: 'address',
} as const satisfies StructDescription;

/** A command as the server sends it. */
export const VDS_Command = {
  commandCode: 'u32',
  size: 'u32',
  inPosition: 'u64',
  outPosition: 'u64',
  buffer: 'address',
  completionRoutine: 'address',
  completionContext: 'address',
  completionCode: 'u32',
  bytesTransferred: 'u32',
} as const satisfies StructDescription;

/** What the native recorder (harness/reference/native) writes for every callback and agent run. */
export const VdiRecord = {
  order: 'u64',
  /** CLOCK_MONOTONIC, nanoseconds. */
  timeNs: 'u64',
  thread: 'u64',
  /** Address of the VDS_Command. */
  command: 'u64',
  context: 'u64',
  /** See `RECORD_KIND`. */
  kind: 'u32',
  completionCode: 'u32',
  bytesTransferred: 'u32',
  /** HRESULT of ExecuteCompletionAgent, for `agentReturned`. */
  result: 'u32',
  outPosition: 'u64',
} as const satisfies StructDescription;

export const RECORD_KIND = { callback: 1, agentEntered: 2, agentReturned: 3 } as const;
