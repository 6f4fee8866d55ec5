import { HRESULT } from '../../vdi/codes.js';
import { commandOf, execute } from './command.js';
import { CallFailed, objectOf, OwnLibrary, type VdiObject } from './device-set.js';
import { Medium } from './medium.js';
import type { Orders } from './orders.js';
import type { OwnStatement, StatementEnd } from './own-statement.js';

/** Each call that waits does so for as long at most; then it is looked whether there is anything to wait for still. */
const SLICE_MS = 1_000;

/**
 * A backup program: it creates a set, has its own statement open it, and stores what it is sent, or gives it back. A class, so that
 * wrong ones can differ from it in one method each.
 */
export class Client {
  /** The first reason for which this is no success. */
  failure: string | null = null;
  /** No further call is made that would wait, or give out work. */
  #stopping = false;
  #abortSignalled: Promise<unknown> = Promise.resolve();

  constructor(
    protected readonly orders: Orders,
    protected readonly statement: OwnStatement,
  ) {}

  protected get stopping(): boolean {
    return this.#stopping;
  }

  /** Everything that it has of the library has been given back when this settles. It does not reject. */
  async run(): Promise<void> {
    try {
      const library = new OwnLibrary(this.orders.library);
      const set = library.newSet();
      await this.#with(set);
      await set.answerOf('Release');
      library.unload();
    } catch (error) {
      this.note(error);
    }
    if (this.failure === null) this.lastWord(await this.statement.ended);
    this.statement.abandon();
  }

  /** The data is stored; whether it is a backup the statement tells. */
  protected lastWord(end: StatementEnd): void {
    if (end !== null) this.note(new Error(end.why));
  }

  async #with(set: VdiObject): Promise<void> {
    const { devices, instance, prefixZone } = this.orders;
    const config = { deviceCount: devices.length, prefixZoneSize: prefixZone };
    const [name = ''] = devices;
    const made = await set.answerOf('CreateEx', { instanceName: instance, name, config });
    if (made.value !== 0) {
      this.note(new CallFailed('CreateEx', made.value));
      return;
    }
    this.statement.begin(this.orders);
    void this.statement.ended.then((end) => this.statementEnded(set, end));
    try {
      await this.awaitConfiguration(set);
      // Each ends by itself, and tells the others by the set's abort when it has failed.
      await Promise.all(devices.map((device, index) => this.#serve(set, device, index)));
    } catch (error) {
      this.fail(set, error);
    }
    await this.beforeClose();
    await this.#abortSignalled;
    const closed = await set.answerOf('Close');
    if (closed.value !== 0) this.note(new CallFailed('Close', closed.value));
  }

  /** A statement that has failed opens no set, or none any more. */
  protected statementEnded(set: VdiObject, end: StatementEnd): void {
    if (end !== null) this.fail(set, new Error(end.why));
  }

  /** @throws CallFailed */
  protected async awaitConfiguration(set: VdiObject): Promise<void> {
    for (;;) {
      if (this.stopping) return;
      const { value } = await set.answerOf('GetConfiguration', { timeoutMs: SLICE_MS });
      if (value === 0) return;
      if (value !== HRESULT.VD_E_TIMEOUT) throw new CallFailed('GetConfiguration', value);
    }
  }

  /** What has to happen before the set may be closed; all that wait have come back. */
  protected async beforeClose(): Promise<void> {
    return Promise.resolve();
  }

  async #serve(set: VdiObject, name: string, index: number): Promise<void> {
    const { file, direction } = this.orders;
    try {
      const medium = await Medium.open(index === 0 ? file : `${file}.${index}`, direction);
      try {
        await this.#work(set, name, medium);
      } finally {
        await medium.close();
        if (medium.why !== null) this.note(new Error(medium.why));
      }
    } catch (error) {
      this.fail(set, error);
    }
  }

  async #work(set: VdiObject, name: string, medium: Medium): Promise<void> {
    if (this.stopping) return;
    const device = objectOf(await set.call('OpenDevice', { name }));
    try {
      while (await this.#oneCommand(device, medium));
    } finally {
      await device.answerOf('Release');
    }
  }

  /** False: the device is at its end. @throws CallFailed */
  async #oneCommand(device: VdiObject, medium: Medium): Promise<boolean> {
    if (this.stopping) return false;
    const got = await device.answerOf('GetCommand', { timeoutMs: SLICE_MS });
    if (got.value === HRESULT.VD_E_TIMEOUT) return true;
    if (got.value === HRESULT.VD_E_CLOSE) return false;
    if (got.value !== 0) throw new CallFailed('GetCommand', got.value);
    const command = commandOf(got);
    const { code, bytes } = await execute(command, medium, this.orders.prefixZone);
    if (medium.why !== null) this.note(new Error(medium.why));
    // It may have been aborted meanwhile, and a completion would be of no effect.
    if (this.#stopping) return false;
    await device.call('CompleteCommand', {
      command: command.command,
      completionCode: code,
      bytesTransferred: bytes,
      position: medium.position,
    });
    return true;
  }

  /** It is no success any more. */
  protected note(error: unknown): void {
    this.failure ??= error instanceof Error ? error.message : String(error);
  }

  /** Nothing goes on from here: whoever waits in the library comes back by the abort of the set. */
  protected fail(set: VdiObject, error: unknown): void {
    this.note(error);
    this.stop(set, error);
  }

  protected stop(set: VdiObject, error: unknown): void {
    if (this.stopping) return;
    this.#stopping = true;
    // The others are told already.
    if (error instanceof CallFailed && error.code === HRESULT.VD_E_ABORT) return;
    this.#abortSignalled = set.answerOf('SignalAbort');
  }
}
