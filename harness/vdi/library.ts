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

/** What was asked for a set object, and what it answered. */
export interface SetCreation {
  /** The call that gave the object, or the one that refused. */
  readonly method: string;
  readonly answer: NativeAnswer;
  /** Path of the library that COM has loaded for it, where COM was asked. */
  readonly file?: string;
}

/** A VDI library in this process: the plain entry points on Linux, COM on Windows. */
export interface VdiLibrary {
  createSet(of: RoleClass): SetCreation;
  /**
   * Gives the class objects back, asks DllCanUnloadNow (S_OK: yes; null: no such entry point), and unloads
   * the library. What a scenario still holds stays held: this is how unloading too early is provoked.
   */
  unload(): Unloaded;
}

export interface Unloaded {
  /** What was called, in order. */
  readonly calls: readonly string[];
  readonly canUnload: number | null;
  readonly file: string;
}

/** The interface that a set of this class is asked for. */
export function setInterface(of: RoleClass): { name: InterfaceName; iid: string } {
  const name = SET_INTERFACE[of];
  return { name, iid: INTERFACES[name].iid };
}

/** The class objects of a library: asked for when a set is first made, kept until it is unloaded. */
export class ClassObjects {
  readonly #factories = new Map<RoleClass, ComPointer>();

  constructor(
    private readonly method: string,
    /** Asks the library for a class object: an HRESULT, and the pointer at `out`. */
    private readonly get: (of: RoleClass, out: bigint) => number,
  ) {}

  /** IClassFactory::CreateInstance, or the refusal of the class object. */
  createSet(of: RoleClass): SetCreation {
    const { factory, answer } = this.#factory(of);
    if (factory === null) return { method: this.method, answer };
    const create = slotOf('IClassFactory', 'CreateInstance');
    if (create === undefined) throw new TypeError('IClassFactory is described without CreateInstance');
    const args = { outer: null, iid: setInterface(of).iid };
    return { method: 'CreateInstance', answer: prepareCall(factory, create, args, noCommand).now() };
  }

  #factory(of: RoleClass): { factory: ComPointer | null; answer: NativeAnswer } {
    const startNs = process.hrtime.bigint();
    const known = this.#factories.get(of);
    const out = allocate(8);
    const value = known === undefined ? this.get(of, out) >>> 0 : 0;
    const pointer = known?.pointer ?? pointerAt(out);
    free(out);
    const factory: ComPointer | null =
      value === 0 && pointer !== 0n ? { pointer, interface: 'IClassFactory' } : null;
    if (factory !== null) this.#factories.set(of, factory);
    const endNs = process.hrtime.bigint();
    return { factory, answer: { startNs, endNs, value, results: {}, object: null } };
  }

  release(): void {
    const release = slotOf('IClassFactory', 'Release');
    if (release === undefined) throw new TypeError('IClassFactory is described without Release');
    for (const factory of this.#factories.values()) prepareCall(factory, release, {}, noCommand).now();
    this.#factories.clear();
  }
}

/** A VDI library by its plain entry points, as on Linux. */
export class PlainLibrary implements VdiLibrary {
  readonly #library: LibraryHandle;
  readonly #canUnloadNow: (() => number) | null;
  readonly #classes: ClassObjects;

  /** @throws the loader's error when the file cannot be loaded or has no `VdiGetClassObject`. */
  constructor(private readonly file: string) {
    this.#library = koffi.load(file);
    const get = this.#library.func('VdiGetClassObject', 'int32', ['uint32', 'void *']);
    this.#classes = new ClassObjects('VdiGetClassObject', (of, out) => get(CLASS_NUMBER[of], out) as number);
    this.#canUnloadNow = optional(this.#library, 'DllCanUnloadNow');
  }

  createSet(of: RoleClass): SetCreation {
    return this.#classes.createSet(of);
  }

  unload(): Unloaded {
    this.#classes.release();
    const canUnload = this.#canUnloadNow?.() ?? null;
    this.#library.unload();
    const calls = ['DllCanUnloadNow', 'dlclose'];
    return { calls, canUnload: canUnload === null ? null : canUnload >>> 0, file: this.file };
  }
}

/** An entry point without parameters that a library need not have. */
export function optional(library: LibraryHandle, name: string): (() => number) | null {
  try {
    return library.func(name, 'int32', []) as () => number;
  } catch {
    return null;
  }
}

function noCommand(): never {
  throw new TypeError('a class object takes no commands');
}
