import { spawn, type ChildProcess } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import type { Probe } from '../../probes/probe.js';
import { endLeft, exitOf, lastWords } from '../end-of-process.js';
import { endingOn, type Ending } from '../ending.js';
import { EXCERPT_BYTES } from '../frames.js';
import type { RoleOutput } from '../protocol.js';
import { ENV, type AgentSettings } from '../settings.js';
import { FiledStreams, PipedStreams, type StandardStreams } from '../standard-streams.js';
import type { ProgramEnd, ProgramStart } from './protocol.js';

/** Of what a program prints, so much is kept to be looked through, of each stream; characters. */
const KEPT = 1_024 * 1_024;
/** Somebody else's program, from its start to its end. It is not trusted with anything of the kit's. */
export class ProgramProcess {
  readonly pid: number;
  /** Why there is no process; null: there is. Known when `started` resolves. */
  readonly started: Promise<string | null>;
  /** Resolves when the process is gone, and what it left running was killed. Never rejects. */
  readonly ended: Promise<ProgramEnd>;
  readonly mark = `program-${randomUUID()}`;
  readonly #child: ChildProcess;
  readonly #streams: StandardStreams;
  readonly #ending: Ending;
  readonly #printed = { stdout: new Printed('stdout'), stderr: new Printed('stderr') };
  #killed = false;
  #gone = false;

  constructor(
    settings: AgentSettings,
    private readonly start: ProgramStart,
    private readonly probe: Probe,
    recordInto: string,
  ) {
    this.#ending = endingOn(settings.system);
    this.#streams =
      settings.roleOutput === 'files' ? new FiledStreams(settings.run, this.mark, KEPT) : new PipedStreams();
    this.#child = spawn(start.file, start.args, {
      env: { ...inherited(), ...start.env, [ENV.roleMark]: this.mark, [ENV.record]: recordInto },
      ...(start.cwd === null ? {} : { cwd: start.cwd }),
      stdio: ['ignore', ...this.#streams.stdio],
      detached: this.#ending.detached,
      windowsHide: true,
      shell: false,
    });
    this.pid = this.#child.pid ?? 0;
    this.started = this.#untilStarted();
    this.#streams.listen(this.#child, (stream, text, bytes) => {
      this.#printed[stream].add(text, bytes);
    });
    this.ended = this.#untilEnded();
  }

  /** Ends the process, and where the system can do that, all that it forked. */
  kill(): void {
    if (this.#gone || this.pid === 0) return;
    if (this.#child.exitCode === null && this.#child.signalCode === null) this.#killed = true;
    this.#ending.kill(this.#child);
  }

  #untilStarted(): Promise<string | null> {
    return new Promise((resolve) => {
      this.#child.once('spawn', () => {
        resolve(null);
      });
      this.#child.once('error', (error) => {
        resolve(error.message);
      });
    });
  }

  async #untilEnded(): Promise<ProgramEnd> {
    const exit = await exitOf(this.#child);
    const left = await endLeft(this.probe, this.pid, this.mark);
    await lastWords(this.#streams.finish());
    this.kill();
    this.#gone = true;
    const printed = Object.values(this.#printed);
    return {
      ...exit,
      killedBy: this.#killed && exit.signal === 'SIGKILL' ? 'request' : null,
      exception: null,
      outputs: printed.flatMap((each) => each.output),
      outputMatched: this.#matched(printed.map(({ text }) => text)),
      left,
    };
  }

  #matched(texts: readonly string[]): boolean | null {
    const { output } = this.start;
    if (output === null) return null;
    const pattern = new RegExp(output, 'm');
    return texts.some((text) => pattern.test(text));
  }
}

/** What a stream had: all of it as far as it is kept, and the evidence of it. */
class Printed {
  text = '';
  #bytes = 0;
  #atNs = '';

  constructor(private readonly stream: RoleOutput['stream']) {}

  add(text: string, bytes: number): void {
    if (this.#bytes === 0) this.#atNs = String(process.hrtime.bigint());
    this.#bytes += bytes;
    if (this.text.length < KEPT) this.text += text;
  }

  get output(): RoleOutput[] {
    if (this.#bytes === 0) return [];
    const excerpt = this.text.slice(0, EXCERPT_BYTES);
    return [{ stream: this.stream, atNs: this.#atNs, bytes: this.#bytes, excerpt }];
  }
}

/** The agent's own environment, without what the kit hands down in it. */
function inherited(): NodeJS.ProcessEnv {
  return Object.fromEntries(Object.entries(process.env).filter(([name]) => !name.startsWith('VDI_')));
}
