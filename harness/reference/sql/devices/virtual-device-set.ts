import { setTimeout as delay } from 'node:timers/promises';
import { HRESULT } from '../../../vdi/codes.js';
import { addressText } from '../../../vdi/memory.js';
import type { VdiLibrary } from '../../../vdi/library.js';
import type { ComPointer, NativeAnswer } from '../../../vdi/native-call.js';
import type { Recorder } from '../../../vdi/recorder.js';
import { call, callMethod } from './com-call.js';
import { CommandSlot } from './command-slot.js';
import type { Conduct } from './conduct.js';
import type { Directions } from '../direction/directions.js';
import type { Completions } from './completions.js';
import { DeviceFailure } from './device-failure.js';
import { checkPrefixZones } from './prefix-zone.js';
import { VirtualDevice, type SendGate } from './virtual-device.js';

/** What a server says that believes a set to be open already. */
const VD_E_OPEN = 0x8077000d;
/** How often a set that is stopped without an agent is asked whether its client is there still. */
const ASK_AGAIN_MS = 250;

/** What the client asked for when it created the set. */
export interface Offered {
  readonly deviceCount: number;
  readonly features: number;
  readonly prefixZoneSize: number;
  readonly alignment: number;
  readonly blockSize: number;
  readonly maxTransferSize: number;
  readonly serverTimeOut: number;
}

/** What the server settles. Sizes in bytes. */
export interface Settled {
  readonly features: number;
  readonly blockSize: number;
  readonly maxTransferSize: number;
  readonly bufferCount: number;
  readonly timeoutMs: number;
  /** How much is backed up, whatever there is; left out: what there is. */
  readonly bytes?: number;
}

export interface Vdi {
  readonly library: VdiLibrary;
  readonly recorder: Recorder;
  readonly completions: Completions;
  /** Right unless the endpoint was told to make a fault. */
  readonly conduct: Conduct;
  readonly directions: Directions;
}

/** A virtual device set at the server's end, from Open to Close. */
export class VirtualDeviceSet {
  active = false;
  /** Commands that the client has completed with success. */
  completed = 0;
  readonly devices: VirtualDevice[] = [];
  /** Where commands wait, if the set is directed. */
  gate: SendGate | null = null;
  #agent: Promise<number> | null = null;
  #closed: Promise<number> | null = null;
  #asked: Promise<unknown> = Promise.resolve();

  private constructor(
    readonly name: string,
    private readonly pointer: ComPointer,
    private readonly vdi: Vdi,
    readonly offered: Offered,
  ) {}

  /** @throws DeviceFailure: no client has created it, or the library refuses. */
  static async open(vdi: Vdi, name: string): Promise<VirtualDeviceSet> {
    if (!vdi.conduct.opens(name)) throw new DeviceFailure('open', name, VD_E_OPEN, 'Open');
    const { method, answer } = vdi.library.createSet('server');
    if (answer.object === null) throw new DeviceFailure('open', name, answer.value, method);
    const pointer = answer.object;
    try {
      await need(pointer, 'open', name, 'Open', { instanceName: null, name });
    } catch (error) {
      await callMethod(pointer, 'Release');
      throw error;
    }
    try {
      const { results } = await need(pointer, 'configure', name, 'GetConfiguration');
      return new VirtualDeviceSet(name, pointer, vdi, results['config'] as unknown as Offered);
    } catch (error) {
      await callMethod(pointer, 'Close');
      await callMethod(pointer, 'Release');
      throw error;
    }
  }

  /** Settles the configuration, and gives a slot for each buffer. @throws DeviceFailure */
  async configure(settled: Settled): Promise<CommandSlot[]> {
    const { features, blockSize, maxTransferSize, bufferCount, timeoutMs } = settled;
    const configure = (method: string, args = {}): Promise<NativeAnswer> =>
      need(this.pointer, 'configure', this.name, method, args);
    const alignment = Math.max(blockSize, this.offered.alignment);
    await configure('BeginConfiguration', { features, blockSize, alignment, maxTransferSize, timeoutMs });
    const shape = { size: maxTransferSize, alignment };
    await configure('RequestBuffers', { ...shape, count: bufferCount });
    await configure('EndConfiguration');
    const slots: CommandSlot[] = [];
    while (slots.length < bufferCount) {
      const { results } = await configure('AllocateBuffer', shape);
      slots.push(this.#slot(BigInt(results['buffer'] as string), maxTransferSize));
    }
    return slots;
  }

  /** Looks whether every buffer has the prefix zone that the client asked for. @throws DeviceFailure */
  async checkPrefixZones(slots: readonly CommandSlot[]): Promise<void> {
    const isShared = (address: bigint): Promise<number> =>
      callMethod(this.pointer, 'IsSharedBuffer', { buffer: addressText(address) });
    await checkPrefixZones(this.name, this.offered.prefixZoneSize, slots, isShared);
  }

  /** Lends the agent a thread and opens the devices, in the order of their names. @throws DeviceFailure */
  async start(names: readonly string[]): Promise<void> {
    this.#agent = this.vdi.recorder.lendThread(this.pointer.pointer);
    for (const name of names) {
      const { object } = await need(this.pointer, 'open', name, 'OpenDevice', { name });
      if (object === null) throw new DeviceFailure('open', name, HRESULT.E_POINTER, 'OpenDevice');
      this.devices.push(new VirtualDevice(name, object, this.vdi.completions, this));
    }
  }

  /** A slot without a buffer, for commands that move no data. */
  plainSlot(): CommandSlot {
    return this.#slot(null, 0);
  }

  /** Ends everything that is under way. What it answers does not matter: the set is closed next. */
  async abort(): Promise<void> {
    // Close does all of it, and has begun.
    if (this.#closed === null) await callMethod(this.pointer, 'SignalAbort');
  }

  /** Whether Close has been called: buffers may be gone. */
  get closing(): boolean {
    return this.#closed !== null;
  }

  /** Close at once, whatever is open, outstanding or in the agent; `close` does what is left to do. */
  closeAtOnce(): Promise<number> {
    this.#closed ??= callMethod(this.pointer, 'Close');
    return this.#closed;
  }

  /**
   * Resolves when the set was aborted, or the signal is: the agent comes back then. Until a thread is lent to it nothing tells, so the
   * library is asked now and then.
   */
  async untilAborted(signal: AbortSignal): Promise<void> {
    if (this.#agent !== null) {
      await this.#agent;
      return;
    }
    for (;;) {
      await delay(ASK_AGAIN_MS, undefined, { signal }).catch(() => undefined);
      if (signal.aborted) return;
      const asked = callMethod(this.pointer, 'GetConfiguration');
      this.#asked = asked;
      if ((await asked) !== HRESULT.NOERROR) return;
    }
  }

  /**
   * Closes the set, waits until the agent has given back its thread, and releases every object.
   * @returns Close's HRESULT.
   */
  async close(): Promise<number> {
    // The first failure ends the work, but not what is being sent meanwhile by threads of the pool.
    for (const device of this.devices) await device.nothingOnItsWay();
    const code = await this.closeAtOnce();
    await this.#agent;
    await this.#asked;
    for (const device of this.devices) await device.release();
    await callMethod(this.pointer, 'Release');
    return code;
  }

  #slot(buffer: bigint | null, bytes: number): CommandSlot {
    return new CommandSlot(this.vdi.recorder.routine, buffer, bytes, this);
  }
}

async function need(
  pointer: ComPointer,
  doing: 'open' | 'configure',
  device: string,
  method: string,
  args = {},
): Promise<NativeAnswer> {
  const answer = await call(pointer, method, args);
  if (answer.value !== HRESULT.NOERROR) throw new DeviceFailure(doing, device, answer.value, method);
  return answer;
}
