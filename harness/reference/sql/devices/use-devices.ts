import { HRESULT } from '../../../vdi/codes.js';
import type { Options } from '../language/statements.js';
import type { CommandSlot } from './command-slot.js';
import type { SetEnd } from './conduct.js';
import { Cancelled, DeviceFailure } from './device-failure.js';
import { settle } from './settle.js';
import type { VirtualDevice } from './virtual-device.js';
import { VirtualDeviceSet, type Settled, type Vdi } from './virtual-device-set.js';

/** What is to be done with each device, at the same time. */
export type DeviceWork = (work: {
  readonly device: VirtualDevice;
  /** From 0. */
  readonly index: number;
  /** Its share of the buffers. */
  readonly slots: readonly CommandSlot[];
  readonly plain: CommandSlot;
  readonly features: number;
  readonly settled: Settled;
}) => Promise<void>;

export interface DeviceUse {
  readonly names: readonly string[];
  readonly options: Options;
  readonly media: 'ReadMedia' | 'WriteMedia';
  readonly signal: AbortSignal;
}

/**
 * Opens a set, has the work done on all of its devices, and closes it: device by device and then the set when all went well,
 * else by SignalAbort first. Whatever happens, nothing of the set is left.
 * @param onEnd told how the set ended, and the size of blocks if that was settled, before anything is thrown.
 * @returns what was settled.
 * @throws the first failure; Cancelled when that was the signal.
 */
export async function useDevices(
  vdi: Vdi,
  { names, options, media, signal }: DeviceUse,
  work: DeviceWork,
  onEnd: (end: SetEnd, blockBytes: number) => void = () => undefined,
): Promise<Settled> {
  const [name = ''] = names;
  if (isAborted(signal)) throw new Cancelled();
  const set = await VirtualDeviceSet.open(vdi, name);
  const { conduct } = vdi;
  conduct.opened(set);
  const end = (failure: SetEnd['failure']): SetEnd => {
    const { completed, offered } = set;
    return { media, name, failure, completed, serverTimeOut: offered.serverTimeOut };
  };
  const first = new FirstFailure(set, (failure) => conduct.ends(end(failure)));
  const cancel = (): void => first.is(new Cancelled());
  signal.addEventListener('abort', cancel);
  if (isAborted(signal)) cancel();
  let settled: Settled | null = null;
  try {
    settled = settle(set.offered, options, names, media);
    await start(set, settled, names, work, first);
    for (const device of conduct.closes(set.devices)) await device.close();
  } catch (error) {
    first.is(error);
  }
  signal.removeEventListener('abort', cancel);
  await first.aborted;
  const code = first.left ? HRESULT.NOERROR : await set.close();
  const open = set.devices.length - conduct.closes(set.devices).length;
  const notClosed =
    code === HRESULT.NOERROR || open > 0 ? null : new DeviceFailure('close', name, code, 'Close');
  const ended = end(first.failure ?? (notClosed && { error: notClosed }));
  await Promise.race([conduct.closed(ended), aborted(signal)]);
  onEnd(ended, settled?.blockSize ?? 0);
  const failure = conduct.outcome(ended);
  if (failure !== null) throw failure.error;
  if (settled === null) throw new TypeError('a set that was used without a configuration');
  return settled;
}

/** Asked anew each time: it may be aborted while something is awaited. */
function isAborted(signal: AbortSignal): boolean {
  return signal.aborted;
}

async function start(
  set: VirtualDeviceSet,
  settled: Settled,
  names: readonly string[],
  work: DeviceWork,
  first: FirstFailure,
): Promise<void> {
  const slots = await set.configure(settled);
  await set.start(names);
  const { features } = set.offered;
  const all = set.devices.map((device, index) => {
    const own = slots.filter((_, i) => i % names.length === index);
    const done = work({ device, index, slots: own, plain: set.plainSlot(), features, settled });
    return done.catch((error: unknown) => first.is(error));
  });
  await Promise.race([Promise.all(all), first.leaves]);
  if (first.failure !== null) throw first.failure.error;
}

/** What failed first is the reason; what then fails on other devices only follows from the abort. */
class FirstFailure {
  failure: { readonly error: unknown } | null = null;
  aborted: Promise<void> = Promise.resolve();
  /** The set is left as it is, which only a fault does; then nobody waits for its devices either. */
  left = false;
  readonly leaves: Promise<void>;
  #leave: () => void = () => undefined;

  constructor(
    private readonly set: VirtualDeviceSet,
    private readonly ends: (failure: { readonly error: unknown }) => boolean,
  ) {
    this.leaves = new Promise((resolve) => {
      this.#leave = resolve;
    });
  }

  is(error: unknown): void {
    if (this.failure !== null) return;
    this.failure = { error };
    this.left = !this.ends(this.failure);
    if (this.left) this.#leave();
    else this.aborted = this.set.abort();
  }
}

/** Resolves when the signal is aborted. */
function aborted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const done = (): void => {
      resolve();
    };
    if (signal.aborted) done();
    else signal.addEventListener('abort', done, { once: true });
  });
}
