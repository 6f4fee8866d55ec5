import { hresultName } from '../../vdi/codes.js';
import { ComLibrary } from '../../vdi/com-library.js';
import { slotOf } from '../../vdi/interfaces.js';
import { PlainLibrary, type VdiLibrary } from '../../vdi/library.js';
import { prepareCall, type ComPointer, type NativeAnswer } from '../../vdi/native-call.js';
import type { CheckedArguments } from '../../vdi/values.js';

/** A call of the interface was answered with something else than success. */
export class CallFailed extends Error {
  constructor(
    method: string,
    /** The HRESULT, unsigned. */
    readonly code: number,
  ) {
    super(`${method} answered ${hresultName(code)}`);
  }
}

/**
 * An object of the VDI library. Every call is made on a thread of libuv's pool, so that one that waits, and one that somebody
 * holds up, keeps nothing else waiting.
 */
export class VdiObject {
  constructor(private readonly pointer: ComPointer) {}

  /** The answer, whatever it is. */
  answerOf(method: string, args: CheckedArguments = {}): Promise<NativeAnswer> {
    const slot = slotOf(this.pointer.interface, method);
    if (slot === undefined) throw new TypeError(`${this.pointer.interface} has no method ${method}`);
    return prepareCall(this.pointer, slot, args, noCommand).away();
  }

  /** @throws CallFailed */
  async call(method: string, args: CheckedArguments = {}): Promise<NativeAnswer> {
    const answer = await this.answerOf(method, args);
    if (answer.value !== 0) throw new CallFailed(method, answer.value);
    return answer;
  }
}

/** The library, and the one set of this program. */
export class OwnLibrary {
  readonly #library: VdiLibrary;

  /** @param file null: the registered one. @throws the loader's error. */
  constructor(file: string | null) {
    this.#library =
      process.platform === 'win32' ? new ComLibrary(file) : new PlainLibrary(file ?? onlyOnWindows());
  }

  /** @throws CallFailed */
  newSet(): VdiObject {
    const { method, answer } = this.#library.createSet('client');
    if (answer.object === null) throw new CallFailed(method, answer.value);
    return new VdiObject(answer.object);
  }

  /** When nothing of it is held any more. */
  unload(): void {
    this.#library.unload();
  }
}

/** The object that a call gave. */
export function objectOf({ object }: NativeAnswer): VdiObject {
  if (object === null) throw new Error('a call that succeeded gave no object');
  return new VdiObject(object);
}

function onlyOnWindows(): never {
  throw new Error('only Windows has registered libraries');
}

function noCommand(): never {
  throw new TypeError('a client sends no commands');
}
