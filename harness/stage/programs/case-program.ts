import type { Hold, ProgramEnd } from '../../agent/programs/protocol.js';
import type { EventOf } from '../../history/history.js';
import type { ClientPlace } from '../../targets/client-place.js';
import type { CaseRun } from '../case-run.js';
import type { CaseRecordings } from './case-recordings.js';
import type { ClientProgram, ProgramRun, Seen } from './client-program.js';
import type { LaunchWords } from './launch-words.js';

type EndCause = EventOf<'process-end'>['cause'];

export interface Launch {
  readonly name: string;
  readonly place: ClientPlace;
  readonly words: LaunchWords;
  readonly recordings: CaseRecordings;
}

/** A vendor's client in a case: from its start to its end, and what it leaves in the history. */
export class CaseProgram implements ClientProgram {
  #alive = true;
  #cause: EndCause = 'by-itself';
  #quiet = false;
  readonly #ended: Promise<void>;

  private constructor(
    private readonly run: CaseRun,
    private readonly launch: Launch,
    private readonly number: number,
    readonly pid: number,
    private readonly startedAt: bigint,
  ) {
    this.#ended = this.#watch();
    this.#ended.catch(() => undefined);
  }

  /** Starts it. A program that cannot be started ends the case: its configuration is at fault, and no rule is broken. */
  static async start(run: CaseRun, launch: Launch, asked: ProgramRun): Promise<CaseProgram> {
    const { name, place, words, recordings } = launch;
    await run.step(`${name}.start`);
    const command = words.command(asked);
    const program = run.connection.nextProgram();
    recordings.follow(program, name);
    const { success } = place.config;
    const holds: readonly Hold[] = asked.holds ?? [];
    const start = { program, ...command, output: success.output, holds };
    const started = await run.agent(
      run.connection.ask('startProgram', [{ ...start, protect: asked.protect === true }]),
    );
    if ('refused' in started) {
      const why = words.refusal(started.refused, command);
      run.fault('CLIENT_NOT_STARTED', `the client program could not be started: ${why}`);
      return run.ended;
    }
    const { pid, atNs } = started;
    run.hasProcess(name, pid);
    run.event({ kind: 'process-start', role: name, pid, class: 'program' }, atNs);
    run.event({ kind: 'program', role: name, pid, ...words.described(asked) }, atNs);
    recordings.hasStarted(program, pid);
    return new CaseProgram(run, launch, program, pid, BigInt(atNs));
  }

  get name(): string {
    return this.launch.name;
  }

  get alive(): boolean {
    return this.#alive;
  }

  async until(awaited: string, seen: Seen): Promise<boolean> {
    await this.run.step(`${this.name}.until`);
    const { recordings } = this.launch;
    const look = (): boolean =>
      seen({ client: recordings.callsOf(this.number), server: recordings.serverCalls });
    const came = await this.run.inTime(recordings.until(look, this.#ended), this.run.limits.clientStepMs);
    if (came === null) this.#limitOver('clientStepMs', awaited);
    return came?.value ?? false;
  }

  async letGo(): Promise<void> {
    await this.run.step(`${this.name}.letGo`);
    await this.run.agent(this.run.connection.ask('letProgramGo', [this.number]));
  }

  async ended(within: 'clientEndMs' | 'clientRunMs' = 'clientEndMs'): Promise<boolean> {
    await this.run.step(`${this.name}.ended`);
    if ((await this.run.inTime(this.#ended, this.run.limits[within])) !== null) return true;
    this.#limitOver(within, `the end of ${this.name}`);
    await this.#kill('killed-by-kit');
    return false;
  }

  #limitOver(limit: 'clientStepMs' | 'clientEndMs' | 'clientRunMs', awaited: string): void {
    const afterMs = this.run.limits[limit];
    this.run.event({ kind: 'limit', role: this.name, awaited, afterMs, limit });
  }

  async kill(): Promise<void> {
    await this.run.step(`${this.name}.kill`);
    await this.#kill('killed-by-scenario');
  }

  async #kill(cause: EndCause): Promise<void> {
    if (this.#alive) this.#cause = cause;
    await this.run.agent(this.run.connection.ask('killProgram', [this.number]));
    await this.run.guard(this.#ended);
  }

  async #watch(): Promise<void> {
    const end = await this.run.connection
      .await('programEnded', [this.number])
      .finally(() => (this.#alive = false));
    if (this.#quiet) return;
    const { role, pid } = { role: this.name, pid: this.pid };
    for (const { atNs, stream, bytes, excerpt } of end.outputs) {
      const told = this.launch.words.withoutSecrets(excerpt);
      this.run.event({ kind: 'output', role, pid, stream, bytes, excerpt: told }, atNs);
    }
    if (end.left.length > 0)
      this.run.event({ kind: 'left-running', role, pid, processes: [...end.left] }, end.atNs);
    const { exitCode, signal } = end;
    const cause = end.killedBy === 'request' ? this.#cause : 'by-itself';
    this.run.event({ kind: 'process-end', role, pid, exitCode, signal, cause }, end.atNs);
    this.run.event({ kind: 'program-end', role, pid, ...this.#told(end) }, end.atNs);
  }

  #told({
    atNs,
    exitCode,
    outputMatched,
  }: ProgramEnd): Pick<EventOf<'program-end'>, 'succeeded' | 'outputMatched' | 'ranMs'> {
    const { exitCodes } = this.launch.place.config.success;
    const succeeded = exitCode !== null && exitCodes.includes(exitCode) && outputMatched !== false;
    return { succeeded, outputMatched, ranMs: Number(BigInt(atNs) - this.startedAt) / 1e6 };
  }

  /** Kills the process, whatever it does; resolves when it is gone. */
  async tidy(): Promise<void> {
    this.#quiet = this.#alive;
    await this.run.connection.ask('forgetProgram', [this.number]);
    await this.#ended;
  }
}
