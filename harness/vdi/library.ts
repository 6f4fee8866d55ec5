import koffi, { type LibraryHandle } from 'koffi';
import { slotOf, INTERFACES, type InterfaceName } from './interfaces.js';
import { allocate, free, pointerAt } from './memory.js';
import { prepareCall, type ComPointer, type NativeAnswer } from './native-call.js';

/** Which class `VdiGetClassObject` is asked for. */
export const CLASS_NUMBER = { server: 0, client: 1 } as const;
export type RoleClass = keyof typeof CLASS_NUMBER;

const SET_INTERFACE: Readonly<Record<RoleClass, InterfaceName>> = {
  server: 'IServerVirtualDeviceSet2',
  client: 'IClientVirtualDeviceSet2',
};

/**
 * A VDI library in this process, by its plain entry points on Linux. On Windows the same seam is filled by
 * COM activation.
 */
export class VdiLibrary {
  readonly #library: LibraryHandle;
  readonly #canUnloadNow: (() => number) | null;
  readonly #factories = new Map<RoleClass, ComPointer>();

  /** @throws the loader's error when the file cannot be loaded or has no `VdiGetClassObject`. */
  constructor(file: string) {
    this.#library = koffi.load(file);
    this.#getClassObject = this.#library.func('VdiGetClassObject', 'int32', ['uint32', 'void *']);
    this.#canUnloadNow = optional(this.#library, 'DllCanUnloadNow');
  }

  readonly #getClassObject: (which: number, factory: bigint) => number;

  /** Asks the class object for a set: IClassFactory::CreateInstance, or the refusal of the class object. */
  createSet(of: RoleClass): { method: 'VdiGetClassObject' | 'CreateInstance'; answer: NativeAnswer } {
    const { factory, answer } = this.#factory(of);
    if (factory === null) return { method: 'VdiGetClassObject', answer };
    const create = slotOf('IClassFactory', 'CreateInstance');
    if (create === undefined) throw new TypeError('IClassFactory is described without CreateInstance');
    const args = { outer: null, iid: INTERFACES[SET_INTERFACE[of]].iid };
    return { method: 'CreateInstance', answer: prepareCall(factory, create, args, noCommand).now() };
  }

  #factory(of: RoleClass): { factory: ComPointer | null; answer: NativeAnswer } {
    const startNs = process.hrtime.bigint();
    const known = this.#factories.get(of);
    const out = allocate(8);
    const value = known === undefined ? this.#getClassObject(CLASS_NUMBER[of], out) >>> 0 : 0;
    const pointer = known?.pointer ?? pointerAt(out);
    free(out);
    const factory: ComPointer | null =
      value === 0 && pointer !== 0n ? { pointer, interface: 'IClassFactory' } : null;
    if (factory !== null) this.#factories.set(of, factory);
    const endNs = process.hrtime.bigint();
    return { factory, answer: { startNs, endNs, value, results: {}, object: null } };
  }

  /**
   * Gives the class objects back, asks DllCanUnloadNow (S_OK: yes; null: no such entry point), and unloads
   * the library. What a scenario still holds stays held: this is how unloading too early is provoked.
   */
  unload(): { canUnload: number | null } {
    const release = slotOf('IClassFactory', 'Release');
    if (release === undefined) throw new TypeError('IClassFactory is described without Release');
    for (const factory of this.#factories.values()) prepareCall(factory, release, {}, noCommand).now();
    this.#factories.clear();
    const canUnload = this.#canUnloadNow?.() ?? null;
    this.#library.unload();
    return { canUnload: canUnload === null ? null : canUnload >>> 0 };
  }
}

/** An entry point without parameters that a library need not have. */
function optional(library: LibraryHandle, name: string): (() => number) | null {
  try {
    return library.func(name, 'int32', []);
  } catch {
    return null;
  }
}

function noCommand(): never {
  throw new TypeError('a class object takes no commands');
}
