import { z } from 'zod';

/**
 * What a library records within the process of somebody else's program, frame by frame. It comes from a process that is not trusted, so
 * it is checked before it gets into a history.
 */
const ns = z.string().regex(/^\d{1,20}$/);
const scalar = z.union([z.string(), z.number(), z.boolean(), z.null()]);
const values = z.record(z.string(), z.union([scalar, z.record(z.string(), scalar)]));
const ordinal = z.number().int().positive();
const place = z.enum(['enter', 'return']);

const enterFrame = z.object({
  what: z.literal('enter'),
  call: ordinal,
  atNs: ns,
  thread: z.number().int(),
  object: z.string(),
  interface: z.string(),
  method: z.string(),
  args: values,
});

const returnFrame = z.object({
  what: z.literal('return'),
  call: ordinal,
  atNs: ns,
  /** An HRESULT, or the count of Release, unsigned. */
  value: z.number().int().nonnegative(),
  results: values,
});

const heldFrame = z.object({ what: z.literal('held'), call: ordinal, at: place, atNs: ns });
const letGoFrame = z.object({ what: z.literal('let-go'), call: ordinal, atNs: ns });

const callbackFrame = z.object({
  what: z.literal('callback'),
  atNs: ns,
  thread: z.number().int(),
  command: z.number().int().nullable(),
  context: z.number(),
  completionCode: z.number().int(),
  bytesTransferred: z.number().int(),
});

const strayWriteFrame = z.object({
  what: z.literal('stray-write'),
  atNs: ns,
  seenBy: z.enum(['protected', 'checksum']),
  buffer: z.string().regex(/^0x[0-9a-f]+$/),
  size: z.number().int(),
  thread: z.number().int().nullable(),
});

export const recordedFrameSchema = z.discriminatedUnion('what', [
  enterFrame,
  returnFrame,
  heldFrame,
  letGoFrame,
  callbackFrame,
  strayWriteFrame,
]);
export type RecordedFrame = z.infer<typeof recordedFrameSchema>;
export type EnterFrame = z.infer<typeof enterFrame>;
