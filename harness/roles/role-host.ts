import type {
  CallReport,
  RecordReport,
  RoleCall,
  PlayOp,
  PlayReport,
  RoleCalls,
  RoleEvents,
  SetMade,
  UnloadReport,
} from '../agent/protocol.js';
import type { RoleSettings } from '../agent/settings.js';
import type { OwnThreads } from '../probes/own-threads.js';
import type { CheckedArguments } from '../vdi/values.js';
import { slotOf, type Slot } from '../vdi/interfaces.js';
import { ComLibrary } from '../vdi/com-library.js';
import { PlainLibrary, type RoleClass, type VdiLibrary } from '../vdi/library.js';
import { prepareCall, type ComPointer, type NativeAnswer } from '../vdi/native-call.js';
import { Recorder } from '../vdi/recorder.js';
import { CommandTable } from './command-table.js';
import type { OwnProcess } from './own-process.js';
import { SequencePlayer } from './sequence-player.js';
import * as patterns from './patterns.js';

/**
 * One role in this process: a VDI library, the objects that came out of it, and the commands sent through
 * them. Does what it is asked and reports what came of it; knows no scenario and no rule.
 */
export class RoleHost implements RoleCalls {
  #of: RoleClass = 'server';
  #library: VdiLibrary | null = null;
  #recorder: Recorder | null = null;
  #commands: CommandTable | null = null;
  readonly #objects = new Map<string, ComPointer>();
  #threads: OwnThreads | null = null;
  #player: SequencePlayer | null = null;
  #callbacksSeen = 0;
  #entriesSeen = 0;
  readonly #untold: RecordReport[] = [];

  constructor(
    private readonly settings: RoleSettings,
    private readonly own: OwnProcess,
    private readonly tell: RoleEvents,
    private readonly leave: () => void,
  ) {}

  async load(of: RoleClass, threads: number): Promise<SetMade> {
    // Before anything of the library's is started.
    this.#threads = this.own.watchThreads();
    await this.own.startThreads(threads);
    this.#of = of;
    const { system, library, recorder, exceptions } = this.settings;
    this.#recorder = new Recorder(recorder);
    if (exceptions !== null) this.#recorder.noteExceptions(exceptions);
    this.#commands = new CommandTable(this.#recorder.routine);
    this.#library = system === 'linux' ? new PlainLibrary(named(library)) : new ComLibrary(library);
    return this.newSet('set');
  }

  newSet(id: string): SetMade {
    const { method, answer } = loaded(this.#library).createSet(this.#of);
    if (answer.object !== null) this.#objects.set(id, answer.object);
    return { method, report: report(answer), made: answer.object !== null };
  }

  async call(call: RoleCall): Promise<CallReport> {
    const { object, method, args } = call;
    const prepared = this.#prepare(object, method, args);
    if (call.observe === undefined) {
      const answer = prepared.away();
      this.tell.issued(call.call);
      return this.#kept(await answer, call);
    }
    this.tell.issued(call.call);
    const answer = prepared.now();
    // Nothing may run between the return and this look: it is synchronous, on the thread that called.
    const ranges = this.own.probe.ranges(call.observe);
    const observed = { atNs: now(), ranges };
    return { ...this.#kept(answer, call), observed };
  }

  send(object: string, commands: readonly CheckedArguments[]): CallReport[] {
    return commands.map((args) => report(this.#prepare(object, 'SendCommand', args).now()));
  }

  async take(object: string, count: number, timeoutMs: number): Promise<CallReport[]> {
    const reports: CallReport[] = [];
    while (reports.length < count) {
      const answer = report(await this.#prepare(object, 'GetCommand', { timeoutMs }).away());
      reports.push(answer);
      if (answer.value !== 0) break;
    }
    return reports;
  }

  complete(object: string, completions: readonly CheckedArguments[]): CallReport[] {
    return completions.map((args) => report(this.#prepare(object, 'CompleteCommand', args).now()));
  }

  async lendThread(call: number, object: string): Promise<CallReport> {
    const { pointer } = this.#object(object);
    const startNs = now();
    const returned = loaded(this.#recorder).lendThread(pointer);
    this.tell.issued(call);
    const value = await returned;
    return { startNs, endNs: now(), value, results: {} };
  }

  records(): RecordReport[] {
    if (this.#recorder === null) return [];
    this.#drain();
    return this.#untold.splice(0);
  }

  async agentEntered(times: number, timeoutMs: number): Promise<boolean> {
    await this.#until(() => this.#entriesSeen >= times, timeoutMs);
    return this.#entriesSeen >= times;
  }

  async callbacks(count: number, timeoutMs: number): Promise<number> {
    await this.#until(() => this.#callbacksSeen >= count, timeoutMs);
    return this.#callbacksSeen;
  }

  play(ops: readonly PlayOp[], restMs: number): Promise<PlayReport> {
    this.#player ??= this.#newPlayer();
    return this.#player.play(ops, restMs);
  }

  #newPlayer(): SequencePlayer {
    const release = slotOf('IUnknown', 'Release');
    if (release === undefined) throw new TypeError('IUnknown is described without Release');
    const recorder = loaded(this.#recorder);
    let heard = 0;
    return new SequencePlayer({
      prepare: (target, method, args) => this.#callOn(target, method, args),
      release: (object) => void prepareCall(object, release, {}, () => 0n).now(),
      sleeping: () => loaded(this.#threads).sleeping(),
      newSet: () => loaded(this.#library).createSet(this.#of).answer.object,
      callbacks: () => {
        if (recorder.count === heard) return [];
        const records = recorder.drain();
        heard += records.length;
        return records.map(({ context, completionCode }) => ({ context, code: completionCode }));
      },
    });
  }

  fill(address: string, size: number, seed: number): void {
    patterns.fill(BigInt(address), size, seed);
  }

  compare(address: string, size: number, seed: number): { atNs: string; intact: boolean } {
    return { atNs: now(), intact: patterns.intact(BigInt(address), size, seed) };
  }

  touch(address: string, access: 'read' | 'write'): { atNs: string } {
    patterns.touch(BigInt(address), access);
    return { atNs: now() };
  }

  unload(): UnloadReport {
    const { calls, canUnload, file } = loaded(this.#library).unload();
    this.#library = null;
    return { atNs: now(), calls, canUnload, stillLoaded: this.own.probe.isLoaded(file) };
  }

  exit(): void {
    this.leave();
  }

  #object(id: string): ComPointer {
    const object = this.#objects.get(id);
    if (object === undefined) throw new TypeError(`this role has no object ${id}`);
    return object;
  }

  #prepare(object: string, method: string, args: CheckedArguments): ReturnType<typeof prepareCall> {
    return this.#callOn(this.#object(object), method, args);
  }

  #callOn(target: ComPointer, method: string, args: CheckedArguments): ReturnType<typeof prepareCall> {
    const slot: Slot | undefined = slotOf(target.interface, method);
    if (slot === undefined) throw new TypeError(`${target.interface} has no method ${method}`);
    return prepareCall(target, slot, args, (command) => loaded(this.#commands).make(command));
  }

  #kept(answer: NativeAnswer, { objectId }: RoleCall): CallReport {
    if (answer.object === null || objectId === undefined) return report(answer);
    this.#objects.set(objectId, answer.object);
    return { ...report(answer), results: { ...answer.results, object: objectId } };
  }

  async #until(enough: () => boolean, timeoutMs: number): Promise<void> {
    const recorder = loaded(this.#recorder);
    const until = performance.now() + timeoutMs;
    this.#drain();
    while (!enough()) {
      const left = Math.ceil(until - performance.now());
      if (left <= 0) return;
      await recorder.wait(this.#drained + 1, left);
      this.#drain();
    }
  }

  #drained = 0;

  #drain(): void {
    const recorder = loaded(this.#recorder);
    for (const { timeNs, command, ...record } of recorder.drain()) {
      this.#drained += 1;
      if (record.what === 'callback') this.#callbacksSeen += 1;
      if (record.what === 'agentEntered') this.#entriesSeen += 1;
      const number = loaded(this.#commands).numberAt(command);
      this.#untold.push({ ...record, atNs: String(timeNs), command: number });
    }
  }
}

function report({ startNs, endNs, value, results }: NativeAnswer): CallReport {
  return { startNs: String(startNs), endNs: String(endNs), value, results };
}

function named(library: string | null): string {
  if (library === null) throw new TypeError('only Windows has registered libraries');
  return library;
}

function loaded<T>(thing: T | null): T {
  if (thing === null) throw new TypeError('this role has no library loaded');
  return thing;
}

function now(): string {
  return String(process.hrtime.bigint());
}
