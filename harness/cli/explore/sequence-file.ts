import { readFile, writeFile } from 'node:fs/promises';
import { z } from 'zod';
import { UsageError } from '../../errors/kit-error.js';
import { SERVER_SET_CALLS, stepText, type Step } from '../../../specs/model/steps.js';
import { canBePlayed } from './shrink.js';

const device = z.number().int().min(0).max(64);
const call = <E extends string, C extends string>(end: E, calls: readonly [C, ...C[]]) =>
  z.object({ end: z.literal(end), call: z.enum(calls) });

const server = z.union([
  call('server', [...SERVER_SET_CALLS, 'new interface', 'dies']),
  call('server', ['OpenDevice', 'CloseDevice']).extend({ device }),
  call('server', ['SendCommand']).extend({ device, clearError: z.literal(true).exactOptional() }),
]);
const client = z.union([
  call('client', ['Create', 'SignalAbort', 'Close', 'dies']),
  call('client', ['GetConfiguration']).extend({ waits: z.literal(true).exactOptional() }),
  call('client', ['OpenDevice']).extend({ device }),
  call('client', ['GetCommand']).extend({ device, waits: z.literal(true).exactOptional() }),
  call('client', ['CompleteCommand']).extend({
    device,
    which: z.enum(['oldest', 'newest', 'again', 'none']),
    code: z.enum(['ERROR_SUCCESS', 'ERROR_HANDLE_EOF', 'ERROR_IO_DEVICE']),
  }),
]);
const step = z.union([server, client]);

/** A sequence of calls in which a target differed from the model: what `replay` plays again. */
export const sequenceFileSchema = z.object({
  schema: z.literal('vdi-conformance/sequence/1'),
  kit: z.object({ name: z.string(), version: z.string() }),
  /** What it was found with: the same finds it again, before it is shortened. */
  from: z.object({
    target: z.string(),
    library: z.object({ sha256: z.string(), version: z.string().nullable() }),
    fault: z.string().nullable(),
    seed: z.number().int(),
    runs: z.number().int(),
    /** Which of the sequences it was, from 0. */
    run: z.number().int(),
  }),
  deviceCount: z.number().int().min(1).max(64),
  steps: z.array(z.object({ step, text: z.string() })),
  difference: z.object({
    /** Which step, from 0; one beyond the last is one of those with which a sequence is closed. */
    step: z.number().int(),
    expected: z.string(),
    observed: z.string(),
  }),
});

export type SequenceFile = z.infer<typeof sequenceFileSchema>;

export function stepsForFile(steps: readonly Step[]): SequenceFile['steps'] {
  return steps.map((each) => ({ step: each, text: stepText(each) }));
}

export async function writeSequenceFile(file: string, content: SequenceFile): Promise<void> {
  await writeFile(file, `${JSON.stringify(sequenceFileSchema.parse(content), null, 2)}\n`);
}

/** @throws UsageError SEQUENCE_UNREADABLE: no such file, none of ours, or one that cannot be played. */
export async function readSequenceFile(file: string): Promise<SequenceFile> {
  const unreadable = (why: string, cause?: unknown): UsageError =>
    new UsageError('SEQUENCE_UNREADABLE', `${file} is no sequence that can be played: ${why}`, {
      remedy: '`vdi-conformance explore` writes such files where a target differs from the model',
      ...(cause === undefined ? {} : { cause }),
    });
  const text = await readFile(file, 'utf8').catch((cause: unknown) => {
    throw unreadable('it cannot be read', cause);
  });
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch (cause) {
    throw unreadable('it is not JSON', cause);
  }
  const parsed = sequenceFileSchema.safeParse(json);
  if (!parsed.success) throw unreadable(z.prettifyError(parsed.error));
  const { deviceCount, steps } = parsed.data;
  if (!canBePlayed({ deviceCount, steps: steps.map((each) => each.step) }))
    throw unreadable('its steps make no sequence');
  return parsed.data;
}
