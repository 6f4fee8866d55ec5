import type { Recorded } from '../../agent/programs/protocol.js';
import type { CaseRun } from '../case-run.js';
import { RecordedSet, type RecordedCall } from './recorded-set.js';

/** The server's process, in a history. */
const SERVER = 'server';

/** A server's set that belongs to no case that is known yet: its frames wait. */
interface Unclaimed {
  readonly frames: [Recorded, ...Recorded[]];
  /** With which it was opened; empty: it was not. */
  name: string;
}

interface Followed {
  readonly name: string;
  /** That record, so far. */
  processes: number;
  /** What came before the program's process was known; null: it is. */
  early: Recorded[] | null;
}

/**
 * What is recorded for one case: in the processes of its programs, and of the sets that these made in the server's. Another case's sets
 * are none of its business, so a server's set is claimed by its name.
 */
export class CaseRecordings {
  readonly #sets = new Map<number, RecordedSet>();
  readonly #unclaimed = new Map<number, Unclaimed>();
  readonly #roles = new Map<number, string>();
  readonly #names: Set<string>;
  readonly #programs = new Map<number, Followed>();
  #broken: string | null = null;
  /** Told after every frame. */
  readonly #onFrame = new Set<() => void>();

  constructor(
    private readonly run: CaseRun,
    set: string,
  ) {
    this.#names = new Set([set]);
    run.connection.onRecorded.add(this.#recorded);
  }

  /** What the program's processes record is the case's. `name`: of the one that is started. */
  follow(program: number, name: string): void {
    this.#programs.set(program, { name, processes: 1, early: [] });
  }

  /** The program's process is this one; what was recorded meanwhile is written now. */
  hasStarted(program: number, pid: number): void {
    const followed = this.#programs.get(program);
    if (followed === undefined) return;
    this.#roles.set(pid, followed.name);
    const early = followed.early ?? [];
    followed.early = null;
    for (const recorded of early) this.#recorded(recorded);
  }

  /** Calls at the client's end in the processes of this program. */
  callsOf(program: number): readonly RecordedCall[] {
    return this.#callsOfSets((set) => set.program === program && set.end === 'client');
  }

  /** Calls at the server's end, on any set of the case. */
  get serverCalls(): readonly RecordedCall[] {
    return this.#callsOfSets(({ end }) => end === 'server');
  }

  #callsOfSets(wanted: (set: RecordedSet) => boolean): readonly RecordedCall[] {
    return [...this.#sets.values()].filter(wanted).flatMap(({ calls }) => calls);
  }

  /** Whether everything that was recorded for the case so far has ended. */
  get #over(): boolean {
    return [...this.#sets.values()].every(({ over }) => over);
  }

  /**
   * Resolves with true when what was recorded is as asked: looked at now, and after every frame.
   * @param end after which nothing more is recorded: what is so then is the answer. Left out: there is none.
   */
  async until(seen: () => boolean, end = new Promise<void>(() => undefined)): Promise<boolean> {
    let look: () => void = () => undefined;
    const came = new Promise<boolean>((resolve) => {
      look = () => {
        if (seen()) resolve(true);
      };
      this.#onFrame.add(look);
      look();
    });
    try {
      // An end that nobody can tell of any more is the agent's, and ends the case.
      return await Promise.race([came, end.then(seen, () => came)]);
    } finally {
      this.#onFrame.delete(look);
    }
  }

  /**
   * Waits until everything that was recorded has ended: what the server did last is on its way still when the statement has ended.
   * What was recorded wrongly ends the case.
   */
  async finish(): Promise<void> {
    const { recordingEndMs } = this.run.limits;
    const over = this.until(() => this.#over);
    if ((await this.run.inTime(over, recordingEndMs)) === null) {
      const awaited = 'the end of what is recorded';
      this.run.event({ kind: 'limit', awaited, afterMs: recordingEndMs, limit: 'recordingEndMs' });
    }
    if (this.#broken !== null) this.run.fault('RECORDING_BROKEN', this.#broken);
  }

  end(): void {
    this.run.connection.onRecorded.delete(this.#recorded);
  }

  readonly #recorded = (recorded: Recorded): void => {
    const known = this.#sets.get(recorded.recording);
    if (known !== undefined) this.#take(known, recorded);
    else if (recorded.program !== null) this.#begin(recorded);
    else this.#wait(recorded);
    for (const told of this.#onFrame) told();
  };

  #begin(recorded: Recorded): void {
    const program = recorded.program === null ? undefined : this.#programs.get(recorded.program);
    if (program === undefined) return;
    if (program.early !== null) {
      program.early.push(recorded);
      return;
    }
    this.#take(this.#newSet(recorded, this.#roleOf(recorded, program)), recorded);
    this.#claim();
  }

  /** The server's set may be anybody's: until a set of its name is the case's, nobody knows. */
  #wait(recorded: Recorded): void {
    const { recording, frame } = recorded;
    const waiting = this.#unclaimed.get(recording);
    if (waiting === undefined)
      this.#unclaimed.set(recording, { frames: [recorded], name: openedName(frame) });
    else {
      waiting.frames.push(recorded);
      waiting.name ||= openedName(frame);
    }
    this.#claim();
    if (frame === null) this.#unclaimed.delete(recording);
  }

  #claim(): void {
    for (const { end, setNames } of this.#sets.values())
      if (end === 'client') for (const name of setNames) this.#names.add(name);
    for (const [recording, { frames, name }] of this.#unclaimed) {
      if (!this.#names.has(name)) continue;
      this.#unclaimed.delete(recording);
      const [first] = frames;
      this.#roles.set(first.pid, SERVER);
      const set = this.#newSet(first, SERVER);
      for (const each of frames) this.#take(set, each);
    }
  }

  #newSet({ recording, program, pid, end }: Recorded, role: string): RecordedSet {
    const before = [...this.#sets.values()].filter((each) => each.pid === pid).length;
    const set = new RecordedSet(role, program, pid, end, before === 0 ? '' : `#${before + 1}`, this.run);
    this.#sets.set(recording, set);
    return set;
  }

  #roleOf({ pid }: Recorded, program: Followed): string {
    const known = this.#roles.get(pid);
    if (known !== undefined) return known;
    const role = `${program.name}.${++program.processes}`;
    this.#roles.set(pid, role);
    this.run.event({ kind: 'process-start', role, pid, class: 'program' });
    return role;
  }

  #take(set: RecordedSet, { frame }: Recorded): void {
    try {
      set.take(frame);
    } catch (error) {
      this.#broken ??= error instanceof Error ? error.message : String(error);
    }
  }
}

function openedName(frame: unknown): string {
  const { what, method, args } = (frame ?? {}) as {
    what?: unknown;
    method?: unknown;
    args?: { name?: unknown };
  };
  const name = what === 'enter' && method === 'Open' ? args?.name : undefined;
  return typeof name === 'string' ? name : '';
}
