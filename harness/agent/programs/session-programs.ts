import { KitError } from '../../errors/kit-error.js';
import type { Probe } from '../../probes/probe.js';
import type { SessionCalls } from '../protocol.js';
import type { AgentSettings } from '../settings.js';
import { ProgramProcess } from './program-process.js';
import type { ProgramStart, Recorded } from './protocol.js';
import type { RecordingHub, Source } from './recording-hub.js';

/** What the programs of sessions share. */
export interface Programs {
  readonly settings: AgentSettings;
  readonly hub: RecordingHub;
  readonly probe: Probe;
  readonly port: () => number;
}

type ProgramCalls = Pick<
  SessionCalls,
  'startProgram' | 'letProgramGo' | 'killProgram' | 'programEnded' | 'forgetProgram'
>;

/** The programs of one session: they end when its connection does. */
export class SessionPrograms {
  readonly #programs = new Map<number, { readonly process: ProgramProcess; readonly source: Source }>();
  #over = false;

  constructor(
    private readonly of: Programs,
    private readonly told: (recorded: Recorded) => void,
  ) {}

  readonly calls: ProgramCalls = {
    startProgram: (start) => this.#start(start),
    letProgramGo: (program) => this.#of(program).source.letGo(),
    killProgram: (program) => {
      const { process } = this.#of(program);
      process.kill();
      return process.ended;
    },
    programEnded: (program) => this.#of(program).process.ended,
    forgetProgram: async (program) => {
      const { process, source } = this.#of(program);
      process.kill();
      await process.ended;
      source.forget();
      this.#programs.delete(program);
    },
  };

  /** The session is over. */
  end(): void {
    this.#over = true;
    for (const { process, source } of this.#programs.values()) {
      process.kill();
      source.forget();
    }
  }

  async #start(start: ProgramStart): ReturnType<SessionCalls['startProgram']> {
    const { hub, settings, probe, port } = this.of;
    const { program } = start;
    const source = hub.add(start, (recorded) => {
      this.told({ program, ...recorded });
    });
    const atNs = String(globalThis.process.hrtime.bigint());
    const process = new ProgramProcess(settings, start, probe, `127.0.0.1:${port()}:${source.secret}`);
    const refused = await process.started;
    if (refused !== null) {
      source.forget();
      return { refused };
    }
    this.#programs.set(program, { process, source });
    if (this.#over) this.end();
    return { pid: process.pid, atNs };
  }

  #of(program: number): { readonly process: ProgramProcess; readonly source: Source } {
    const known = this.#programs.get(program);
    if (known === undefined)
      throw new KitError('UNKNOWN_PROGRAM', `this session has no program ${program}, or no more`);
    return known;
  }
}
