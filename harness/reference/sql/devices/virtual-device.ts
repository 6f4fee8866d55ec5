import type { ComPointer } from '../../../vdi/native-call.js';
import { COMMAND, HRESULT } from '../../../vdi/codes.js';
import type { CommandSlot, CommandWords } from './command-slot.js';
import type { Completion, Completions } from './completions.js';
import { DeviceFailure, type Doing } from './device-failure.js';
import { callMethod } from './com-call.js';

/** How long a set may take to become Active once all its devices are open and its agent has been given a thread. */
const ACTIVE_MS = 5_000;
const RETRY_MS = 1;

/** Where commands wait before they are sent, in a set that is directed. */
export interface SendGate {
  /** Resolves when a command may be sent. @throws why none may any more. */
  toSend(): Promise<void>;
  /** What was let through has been sent, or was not taken. */
  wasSent(completion: Promise<Completion>): void;
  wasRefused(): void;
}

/** A virtual device at the server's end: commands go to it one after the other. */
export class VirtualDevice {
  #sending: Promise<unknown> = Promise.resolve();
  #closed = false;

  constructor(
    readonly name: string,
    private readonly pointer: ComPointer,
    private readonly completions: Completions,
    /** Whether any command of the set was taken yet, and how many the client has completed. */
    private readonly set: { active: boolean; completed: number; readonly gate: SendGate | null },
  ) {}

  /**
   * Sends a command and waits for its completion with success.
   * @throws DeviceFailure when it is not taken or not completed with success.
   */
  async execute(slot: CommandSlot, words: CommandWords): Promise<Completion> {
    const completion = await this.tryExecute(slot, words);
    if (completion.code !== 0) throw this.#failure(words, completion.code);
    this.set.completed += 1;
    return completion;
  }

  /** The same, whatever the client completes the command with. @throws DeviceFailure when it is not taken. */
  async tryExecute(slot: CommandSlot, words: CommandWords): Promise<Completion> {
    slot.say(words);
    const sent = this.#sending.then(() => this.#send(slot, words));
    this.#sending = sent.catch(() => undefined);
    // In an object: the completion is awaited here, not by whoever sends next.
    return (await sent).completion;
  }

  /** Resolves when no command is on its way any more: only then may the device be released. */
  async nothingOnItsWay(): Promise<void> {
    await this.#sending;
  }

  /** At most once: a directed set may have closed it before the others. */
  async close(): Promise<void> {
    if (this.#closed) return;
    this.#closed = true;
    await this.#sending;
    const code = await callMethod(this.pointer, 'CloseDevice');
    if (code !== HRESULT.NOERROR) throw new DeviceFailure('close', this.name, code, 'CloseDevice');
  }

  release(): Promise<number> {
    return callMethod(this.pointer, 'Release');
  }

  async #send(slot: CommandSlot, words: CommandWords): Promise<{ completion: Promise<Completion> }> {
    const { gate } = this.set;
    if (gate !== null) await gate.toSend();
    const until = performance.now() + ACTIVE_MS;
    for (;;) {
      const completion = this.completions.next(slot.address, slot.text);
      const code = await callMethod(this.pointer, 'SendCommand', {}, () => slot.address);
      if (code === HRESULT.NOERROR) {
        this.set.active = true;
        gate?.wasSent(completion);
        return { completion };
      }
      this.completions.forget(slot.text);
      // The thread that was lent may still be on its way into the agent, and no call tells when it has arrived.
      const early = code === HRESULT.VD_E_PROTOCOL && !this.set.active && performance.now() < until;
      if (!early) {
        gate?.wasRefused();
        throw this.#failure(words, code);
      }
      await new Promise((resolve) => setTimeout(resolve, RETRY_MS));
    }
  }

  #failure({ code: command }: CommandWords, code: number): DeviceFailure {
    const [name = String(command)] = Object.entries(COMMAND).find(([, value]) => value === command) ?? [];
    return new DeviceFailure(doing(command), this.name, code, name);
  }
}

const READING: ReadonlySet<number> = new Set([COMMAND.Read, COMMAND.SkipMarks, COMMAND.SkipBlocks]);

function doing(command: number): Doing {
  return READING.has(command) ? 'read' : 'write';
}
