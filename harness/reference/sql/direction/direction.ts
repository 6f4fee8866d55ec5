import { sqlError } from '../engine/server-messages.js';
import type { Options } from '../language/statements.js';
import type { CommandSlot } from '../devices/command-slot.js';
import type { Completion } from '../devices/completions.js';
import { OPERATION_ABORTED } from '../devices/device-failure.js';
import { MOST_TRANSFER_BYTES } from '../devices/settle.js';
import type { SendGate, VirtualDevice } from '../devices/virtual-device.js';
import type { Offered, Settled } from '../devices/virtual-device-set.js';
import type { Act, SetPlan, StopAt } from './plan.js';
import { Stop } from './stop.js';

/** No client knows it: the documents' codes end at 19. */
const UNKNOWN_COMMAND = 99;
/** Whole transfers of each device where each is to be as long as may be. */
const TRANSFERS = 2;

/** What a command that the plan asked for came back with. */
export interface CommandOutcome extends Pick<Completion, 'code' | 'bytes'> {
  readonly command: number;
}

/** What acts are done with. */
export interface DirectedSet {
  readonly name: string;
  /** Number of the session whose statement has opened it. */
  readonly spid: number;
  readonly devices: number;
  /** Close, at once; answers its HRESULT. The statement fails as for a set that was aborted. */
  close(): Promise<number>;
  /** SignalAbort; Close follows when all work has ended. The same failure. */
  abort(): Promise<void>;
  /** Ends the set, with the same failure, as soon as the client or its death has aborted it; until the signal is aborted. */
  watch(until: AbortSignal): void;
}

/** One set that is directed, from its plan to the end of its statement. */
export class Direction implements SendGate {
  phase: 'planned' | 'running' | 'over' = 'planned';
  sent = 0;
  completed = 0;
  readonly outcomes: CommandOutcome[] = [];
  readonly stop = new Stop();
  #set: DirectedSet | null = null;
  #failure: { readonly error: unknown } | null = null;
  #ended = false;
  /** Commands that were let through, and those of them that are on their way. */
  #admitted = 0;
  #onTheirWay = 0;
  #firstClosed: 'no' | 'closing' | 'yes' = 'no';

  constructor(readonly plan: SetPlan) {}

  get setName(): string | null {
    return this.#set?.name ?? null;
  }

  get spid(): number | null {
    return this.#set?.spid ?? null;
  }

  /** Whether the statement is to go on although an act has ended its set. */
  get keepsSession(): boolean {
    return this.#ended && this.plan.keepSession === true;
  }

  runs(set: DirectedSet): void {
    this.#set = set;
    this.phase = 'running';
  }

  /** The statement's options, as the plan changes them. */
  options(options: Options, offered: Offered, devices: number): Options {
    if (this.plan.maximalTransfer !== true) return options;
    const transfer = offered.maxTransferSize || MOST_TRANSFER_BYTES;
    return new Map([...options, ['MAXTRANSFERSIZE', transfer], ['BUFFERCOUNT', devices]]);
  }

  /** What was settled; with so much to back up, whatever there is, that each transfer can be a maximal one. */
  settled(settled: Settled, devices: number): Settled {
    if (this.plan.maximalTransfer !== true) return settled;
    return { ...settled, bytes: settled.maxTransferSize * devices * TRANSFERS };
  }

  /** The set has come to a moment. @throws why it ended there, if it did. */
  async at(moment: StopAt): Promise<void> {
    if (this.plan.stopAt !== moment) return;
    this.#reach();
    await this.stop.left;
  }

  /** Sends what the plan wants sent before anything else. @throws DeviceFailure when it is not taken. */
  async sendFirst(device: VirtualDevice, data: CommandSlot, plain: CommandSlot, code: number): Promise<void> {
    const send = async (slot: CommandSlot, command: number): Promise<void> => {
      const came = await device.tryExecute(slot, { code: command, size: 0, position: 0n });
      this.outcomes.push({ command, code: came.code, bytes: came.bytes });
    };
    if (this.plan.unknownCommand === true) await send(plain, UNKNOWN_COMMAND);
    if (this.plan.zeroLength === true) await send(data, code);
  }

  async toSend(): Promise<void> {
    if (this.stop.state !== 'past' && this.#isShut()) await this.stop.left;
    if (this.#failure !== null) throw this.#failure.error;
    this.#admitted += 1;
    this.#onTheirWay += 1;
  }

  wasSent(completion: Promise<Completion>): void {
    this.sent += 1;
    this.#onTheirWay -= 1;
    void completion.then(({ code }) => {
      // An aborted set gives back commands that nobody has completed.
      if (code === OPERATION_ABORTED) return;
      this.completed += 1;
      this.#look();
    });
    this.#look();
  }

  wasRefused(): void {
    this.#onTheirWay -= 1;
    this.#look();
  }

  /** A device's work is done. @throws why the set ended meanwhile. */
  async isDone(device: VirtualDevice, index: number): Promise<void> {
    const several = (this.#set?.devices ?? 0) > 1;
    if (this.plan.stopAt !== 'one-closed' || index !== 0 || !several) return;
    this.#firstClosed = 'closing';
    await device.close();
    this.#firstClosed = 'yes';
    this.#look();
    await this.stop.left;
  }

  /** The set has failed, for whatever reason: nothing more is sent, and nobody waits here any longer. */
  fails(error: unknown): void {
    this.#failure ??= { error };
    this.stop.end(error);
  }

  /** The statement is over, or its set is. */
  isOver(): void {
    this.phase = 'over';
    this.stop.pass();
  }

  /** @returns Close's HRESULT; null: the act has none. @throws SqlError 50000: the set is at no stop. */
  async act(act: Act): Promise<number | null> {
    const set = this.#set;
    if (set === null || this.stop.state !== 'reached')
      throw sqlError(50_000, [`The set is at no stop: ${this.#where()}.`]);
    switch (act) {
      case 'go-on':
        this.stop.goOn();
        return null;
      case 'close':
        this.#ends();
        return set.close();
      case 'signal-abort':
        this.#ends();
        await set.abort();
        return null;
      case 'die':
        process.kill(process.pid, 'SIGKILL');
        return null;
    }
  }

  #ends(): void {
    this.#ended = true;
    this.stop.pass();
  }

  #where(): string {
    if (this.phase === 'planned') return 'no statement has opened it yet';
    if (this.phase === 'over') return 'its statement is over';
    return this.stop.state === 'ahead' ? 'it has not come there yet' : 'it is past it';
  }

  /** Whether no further command may be sent. */
  #isShut(): boolean {
    const { stopAt, commands = 0 } = this.plan;
    if (stopAt === 'sent' || stopAt === 'completed') return this.#admitted >= commands;
    return stopAt === 'one-closed' && this.#firstClosed !== 'no';
  }

  #look(): void {
    const { stopAt, commands } = this.plan;
    const there =
      (stopAt === 'sent' && this.sent === commands) ||
      (stopAt === 'completed' && this.completed === commands) ||
      (stopAt === 'one-closed' && this.#firstClosed === 'yes' && this.#onTheirWay === 0);
    if (there) this.#reach();
  }

  #reach(): void {
    const set = this.#set;
    if (set === null || this.stop.state !== 'ahead') return;
    this.stop.reach();
    set.watch(this.stop.leaving);
  }
}
