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

const FIELD_BYTES: Readonly<Record<FieldKind, number>> = { u32: 4, u64: 8, address: 8 };

interface Layout {
  readonly offsets: Readonly<Record<string, number>>;
  readonly size: number;
}

const layouts = new WeakMap<StructDescription, Layout>();

/** Offsets by field, and the whole size, in bytes; the natural layout (a field aligned to its size). */
export function layoutOf(struct: StructDescription): Layout {
  const known = layouts.get(struct);
  if (known !== undefined) return known;
  const layout = naturalLayout(struct);
  layouts.set(struct, layout);
  return layout;
}

function naturalLayout(struct: StructDescription): Layout {
  const offsets: Record<string, number> = {};
  let end = 0;
  let widest = 1;
  for (const [field, kind] of Object.entries(struct)) {
    const bytes = FIELD_BYTES[kind];
    offsets[field] = Math.ceil(end / bytes) * bytes;
    end = offsets[field] + bytes;
    widest = Math.max(widest, bytes);
  }
  return { offsets, size: Math.ceil(end / widest) * widest };
}
