import { randomUUID } from 'node:crypto';
import { wineVersion } from '../probes/windows-api.js';
import { ComLibrary } from '../vdi/com-library.js';
import { fileVersion } from '../vdi/file-version.js';
import { slotOf } from '../vdi/interfaces.js';
import type { RoleClass } from '../vdi/library.js';
import { prepareCall, type ComPointer } from '../vdi/native-call.js';
import { registeredClasses, registeredFile } from '../vdi/registered.js';
import { sqlInstances } from '../vdi/sql-instances.js';
import type { CheckedArguments } from '../vdi/values.js';
import {
  NOTHING_FOUND,
  type CallFound,
  type Found,
  type ProbeTask,
  type RegisteredFound,
} from './library-found.js';

/**
 * Asks Windows for the VDI library that is registered, COM for objects of its classes, and these, if it is wanted, for a
 * set. What is known is told before each call: one that crashes or hangs takes only its own answer along.
 */
export function askRegistered(
  set: ProbeTask['set'],
  examine: (file: string) => Found,
  tell: (found: Found) => void,
): void {
  const asking = new Asking(tell);
  const objects = asking.objects();
  if (set !== undefined && objects.server !== undefined && objects.client !== undefined)
    asking.set(objects.server, objects.client, set.instance);
  // Only now: COM's answer shall be that to a process which has not loaded it already.
  asking.version(examine);
}

class Asking {
  #found: Found;
  #registered: RegisteredFound;

  constructor(private readonly tell: (found: Found) => void) {
    const classes = registeredClasses();
    const file = registeredFile('server') ?? registeredFile('client');
    this.#registered = { classes, instances: sqlInstances(), calls: [] };
    this.#found = {
      ...NOTHING_FOUND,
      file,
      fileVersion: file === null ? null : fileVersion(file),
      wine: wineVersion(),
      loads: false,
      why: file === null ? "no library is registered for VDI's classes" : '',
      registered: this.#registered,
    };
    this.tell(this.#found);
  }

  objects(): Partial<Record<RoleClass, ComPointer>> {
    if (this.#found.file === null) return {};
    let com: ComLibrary;
    try {
      com = new ComLibrary(null);
    } catch (error) {
      this.#know({ why: (error as Error).message });
      return {};
    }
    const objects: Partial<Record<RoleClass, ComPointer>> = {};
    for (const of of ['client', 'server'] as const) {
      const { answer, file } = this.#call(of, 'CoCreateInstance', () => {
        const made = com.createSet(of);
        return { ...made, value: made.answer.value };
      });
      if (answer.object !== null) objects[of] = answer.object;
      // The server's is the one that is certified: it is asked last.
      if (file !== undefined) this.#know({ file, fileVersion: fileVersion(file), loads: true });
    }
    return objects;
  }

  /** A set of a name that nobody has, made and opened with this instance, and ended again. */
  set(server: ComPointer, client: ComPointer, instance: string | null): void {
    const name = randomUUID();
    const shown = instance ?? 'NULL';
    const config = { deviceCount: 1 };
    if (this.#method('client', client, 'CreateEx', { instanceName: instance, name, config }, shown) !== 0)
      return;
    if (this.#method('server', server, 'Open', { instanceName: instance, name }, shown) === 0)
      this.#method('server', server, 'Close', {});
    this.#method('client', client, 'Close', {});
  }

  version(examine: (file: string) => Found): void {
    const { file, loads } = this.#found;
    if (file === null || !loads) return;
    this.#know({ version: examine(file).version });
  }

  #method(of: RoleClass, object: ComPointer, method: string, args: CheckedArguments, shown = ''): number {
    const slot = slotOf(object.interface, method);
    if (slot === undefined) throw new TypeError(`${object.interface} has no method ${method}`);
    const prepared = prepareCall(object, slot, args, () => 0n);
    return this.#call(of, `${method}(${shown})`, () => prepared.now()).value;
  }

  #call<T extends { readonly value: number }>(of: RoleClass, call: string, make: () => T): T {
    const before = this.#registered.calls;
    this.#calls([...before, { of, call, answer: null }]);
    const made = make();
    this.#calls([...before, { of, call, answer: made.value }]);
    return made;
  }

  #calls(calls: readonly CallFound[]): void {
    this.#registered = { ...this.#registered, calls };
    this.#know({ registered: this.#registered });
  }

  #know(more: Partial<Found>): void {
    this.#found = { ...this.#found, ...more };
    this.tell(this.#found);
  }
}
