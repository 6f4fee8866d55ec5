import koffi, { type LibraryHandle } from 'koffi';
import { guidBytes, IID } from './guids.js';
import {
  ClassObjects,
  optional,
  setInterface,
  type RoleClass,
  type SetCreation,
  type Unloaded,
  type VdiLibrary,
} from './library.js';
import { allocate, bytesAt, free, pointerAt } from './memory.js';
import { CLASS_ID, registeredFile } from './registered.js';

const COINIT_MULTITHREADED = 0;
const CLSCTX_INPROC_SERVER = 1;

/**
 * A VDI library in this process, through COM: one that the user named gives its class objects itself, without a
 * look at what is registered; else COM finds the one that is registered.
 */
export class ComLibrary implements VdiLibrary {
  readonly #com = new Com();
  readonly #source: VdiLibrary;

  /**
   * @param file null: the registered one.
   * @throws the loader's error when the file cannot be loaded or has no `DllGetClassObject`, and an Error when COM
   * cannot be initialized.
   */
  constructor(file: string | null) {
    this.#source = file === null ? new Registered(this.#com) : new FromFile(file);
  }

  createSet(of: RoleClass): SetCreation {
    return this.#source.createSet(of);
  }

  /** Gives COM back as well, as a program does at its end: it then unloads what it has loaded. */
  unload(): Unloaded {
    const { calls, canUnload, file } = this.#source.unload();
    this.#com.end();
    const all = [...calls, 'CoFreeUnusedLibrariesEx', 'CoUninitialize'];
    return { calls: all, canUnload: canUnload === null ? null : canUnload >>> 0, file };
  }
}

class FromFile implements VdiLibrary {
  readonly #library: LibraryHandle;
  readonly #classes: ClassObjects;

  constructor(private readonly file: string) {
    this.#library = koffi.load(file);
    const get = this.#library.func('int32 DllGetClassObject(void *clsid, void *iid, void *out)');
    const iid = guidBytes(IID.IClassFactory);
    this.#classes = new ClassObjects(
      'DllGetClassObject',
      (of, out) => get(guidBytes(CLASS_ID[of]), iid, out) as number,
    );
  }

  createSet(of: RoleClass): SetCreation {
    return this.#classes.createSet(of);
  }

  unload(): Unloaded {
    this.#classes.release();
    const canUnload = optional(this.#library, 'DllCanUnloadNow')?.() ?? null;
    this.#library.unload();
    return { calls: ['DllCanUnloadNow', 'FreeLibrary'], canUnload, file: this.file };
  }
}

class Registered implements VdiLibrary {
  #file = '';

  constructor(private readonly com: Com) {}

  createSet(of: RoleClass): SetCreation {
    const out = allocate(8);
    const startNs = process.hrtime.bigint();
    const value = this.com.createInstance(CLASS_ID[of], setInterface(of).iid, out);
    const endNs = process.hrtime.bigint();
    const pointer = pointerAt(out);
    free(out);
    const object = value === 0 && pointer !== 0n ? { pointer, interface: setInterface(of).name } : null;
    const answer = { startNs, endNs, value, results: {}, object };
    if (object === null) return { method: 'CoCreateInstance', answer };
    // Where its methods are; a library may have put those into memory of its own.
    this.#file = moduleAt(pointerAt(pointerAt(pointer))) ?? registeredFile(of) ?? '';
    return { method: 'CoCreateInstance', answer, file: this.#file };
  }

  unload(): Unloaded {
    if (this.#file === '') throw new TypeError('COM has loaded no library');
    // One more reference, for as long as it is asked.
    const library = koffi.load(this.#file);
    const canUnload = optional(library, 'DllCanUnloadNow')?.() ?? null;
    library.unload();
    return { calls: ['DllCanUnloadNow'], canUnload, file: this.#file };
  }
}

/** COM in this process, in its multithreaded apartment: every thread is in it. */
class Com {
  readonly #library = koffi.load('ole32.dll');

  constructor() {
    const answer = this.#library.func('int32 CoInitializeEx(void *reserved, uint32 how)')(
      null,
      COINIT_MULTITHREADED,
    ) as number;
    if (answer < 0) throw new Error(`CoInitializeEx answered 0x${(answer >>> 0).toString(16)}`);
  }

  createInstance(clsid: string, iid: string, out: bigint): number {
    const create = this.#library.func(
      'int32 CoCreateInstance(void *clsid, void *outer, uint32 context, void *iid, void *out)',
    );
    return (create(guidBytes(clsid), null, CLSCTX_INPROC_SERVER, guidBytes(iid), out) as number) >>> 0;
  }

  end(): void {
    // The first parameter is how long a library may stay that no object needs: not at all.
    this.#library.func('void CoFreeUnusedLibrariesEx(uint32 delay, uint32 reserved)')(0, 0);
    this.#library.func('void CoUninitialize()')();
  }
}

const FROM_ADDRESS_UNCHANGED = 0x4 | 0x2;
const PATH_UNITS = 32_768;

/** Path of the module that an address lies in: how it shows which library COM has loaded. Null: in none. */
function moduleAt(address: bigint): string | null {
  const kernel32 = koffi.load('kernel32.dll');
  const handle = allocate(8);
  const name = allocate(PATH_UNITS * 2);
  try {
    const found = kernel32.func('int GetModuleHandleExW(uint32 flags, uint64 address, void *module)')(
      FROM_ADDRESS_UNCHANGED,
      address,
      handle,
    ) as number;
    if (found === 0) return null;
    const units = kernel32.func('uint32 GetModuleFileNameW(uint64 module, void *name, uint32 units)')(
      pointerAt(handle),
      name,
      PATH_UNITS,
    ) as number;
    return bytesAt(name, units * 2).toString('utf16le');
  } finally {
    free(name);
    free(handle);
  }
}
