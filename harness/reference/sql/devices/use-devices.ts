import { COMMAND, HRESULT } from '../../../vdi/codes.js';
import type { Direction } from '../direction/direction.js';
import type { Options } from '../language/statements.js';
import type { CommandSlot } from './command-slot.js';
import type { SetEnd } from './conduct.js';
import { Cancelled, DeviceFailure } from './device-failure.js';
import { directedSet } from './directed-set.js';
import { FirstFailure } from './first-failure.js';
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
  /** Number of the session that the statement was sent in. */
  readonly spid: number;
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
  { names, options, media, spid, signal }: DeviceUse,
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
  const direction = vdi.directions.opened(name);
  set.gate = direction;
  const first = new FirstFailure(set, direction, (failure) => conduct.ends(end(failure)));
  direction?.runs(directedSet(set, { spid, devices: names.length, media }, first));
  const cancel = (): void => first.is(new Cancelled());
  signal.addEventListener('abort', cancel);
  if (isAborted(signal)) cancel();
  let settled: Settled | null = null;
  try {
    await direction?.at('opened');
    const wanted = direction?.options(options, set.offered, names.length) ?? options;
    const usual = settle(set.offered, wanted, names, media);
    settled = direction?.settled(usual, names.length) ?? usual;
    await start({ set, settled, names, work, first, direction, media });
    for (const device of conduct.closes(set.devices)) await device.close();
  } catch (error) {
    first.is(error);
  }
  signal.removeEventListener('abort', cancel);
  await first.aborted;
  const code = first.left ? HRESULT.NOERROR : await set.close();
  direction?.isOver();
  if (direction?.keepsSession === true) await aborted(signal);
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

interface Start {
  readonly set: VirtualDeviceSet;
  readonly settled: Settled;
  readonly names: readonly string[];
  readonly work: DeviceWork;
  readonly first: FirstFailure;
  readonly direction: Direction | null;
  readonly media: DeviceUse['media'];
}

async function start({ set, settled, names, work, first, direction, media }: Start): Promise<void> {
  const slots = await set.configure(settled);
  if (direction?.plan.prefixZone === true) await set.checkPrefixZones(slots);
  await direction?.at('configured');
  await set.start(names);
  await direction?.at('devices-open');
  await sendFirst(set, slots, direction, media);
  const { features } = set.offered;
  const all = set.devices.map((device, index) => {
    const own = slots.filter((_, i) => i % names.length === index);
    const done = work({ device, index, slots: own, plain: set.plainSlot(), features, settled });
    const left = direction === null ? done : done.then(() => direction.isDone(device, index));
    return left.catch((error: unknown) => first.is(error));
  });
  await Promise.race([Promise.all(all), first.leaves]);
  if (first.failure !== null) throw first.failure.error;
}

async function sendFirst(
  set: VirtualDeviceSet,
  [data]: readonly CommandSlot[],
  direction: Direction | null,
  media: DeviceUse['media'],
): Promise<void> {
  const [device] = set.devices;
  if (direction === null || device === undefined || data === undefined) return;
  const code = media === 'ReadMedia' ? COMMAND.Read : COMMAND.Write;
  await direction.sendFirst(device, data, set.plainSlot(), code);
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
