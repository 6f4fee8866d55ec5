import { execFile, spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, openSync, readdirSync, readFileSync } from 'node:fs';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { childrenOf, goneWithin, runs } from '../../agent/testing/processes.js';

const run = promisify(execFile);
/** From its start to listening, milliseconds. */
const START_MS = 60_000;
const LOOK_AGAIN_MS = 50;
const PORT = 2375;

/**
 * A Docker engine of a test's own, which may be killed, with a network namespace of its own: like one of another machine it shares no
 * loopback with us, and is reached by TCP alone. Only this machine can reach it, and it asks for no certificate.
 */
export class OwnEngine {
  #child: ChildProcess | null = null;
  #starts = 0;

  private constructor(
    readonly folder: string,
    /** Of the namespace; the two ends of the wire to it begin with it. */
    private readonly name: string,
    /** Its address, and ours on the same wire. */
    readonly host: string,
    private readonly ours: string,
  ) {}

  static async start(): Promise<OwnEngine> {
    const wire = `10.213.${process.pid % 250}`;
    const folder = await mkdtemp(path.join(tmpdir(), 'vdi-engine-'));
    const engine = new OwnEngine(folder, `vdi${process.pid}`, `${wire}.2`, `${wire}.1`);
    try {
      await engine.#wire();
      await engine.begin();
    } catch (error) {
      await engine.remove();
      throw error;
    }
    return engine;
  }

  get dockerHost(): string {
    return `tcp://${this.host}:${PORT}`;
  }

  async #wire(): Promise<void> {
    const { name, host, ours } = this;
    const ip = (words: string): Promise<unknown> => run('ip', words.split(' '));
    await ip(`netns add ${name}`);
    await ip(`link add ${name}a type veth peer name ${name}b netns ${name}`);
    await ip(`address add ${ours}/30 dev ${name}a`);
    await ip(`link set ${name}a up`);
    await ip(`-n ${name} address add ${host}/30 dev ${name}b`);
    await ip(`-n ${name} link set ${name}b up`);
    await ip(`-n ${name} link set lo up`);
  }

  /** Starts it, once more if it was killed. */
  async begin(): Promise<void> {
    const log = path.join(this.folder, `log-${++this.#starts}`);
    const file = openSync(log, 'a');
    const own = ['data-root', 'exec-root', 'pidfile'].map(
      (each) => `--${each}=${path.join(this.folder, each)}`,
    );
    // Not `ip netns exec`: that hides the system's control groups.
    this.#child = spawn(
      'nsenter',
      [`--net=/run/netns/${this.name}`, 'dockerd', ...own, '--host', this.dockerHost, '--tls=false'],
      // An engine that finds the containerd of one that was killed has it write its stacks there.
      { stdio: ['ignore', file, file], env: { ...process.env, TMPDIR: this.folder } },
    );
    closeSync(file);
    const until = performance.now() + START_MS;
    while (!(await readFile(log, 'utf8')).includes('API listen on')) {
      if (this.#child.exitCode !== null || performance.now() > until)
        throw new Error(`dockerd did not start: ${await readFile(log, 'utf8')}`);
      await new Promise((resolve) => setTimeout(resolve, LOOK_AGAIN_MS));
    }
  }

  /** Docker's command on it; what it prints. */
  async docker(...args: string[]): Promise<string> {
    const { stdout } = await run('docker', ['--host', this.dockerHost, ...args]);
    return stdout.trim();
  }

  async kill(): Promise<void> {
    await this.#end('SIGKILL');
  }

  /** What runs in its containers: what those run that hold them. These stay until an engine asks them to go. */
  inContainers(): number[] {
    return this.#processes()
      .filter(({ command }) => command.includes('containerd-shim'))
      .flatMap(({ pid }) => childrenOf(pid))
      .filter(runs);
  }

  /** Everything that runs for it. */
  get processes(): string[] {
    return this.#processes().map(({ command }) => command);
  }

  async remove(): Promise<void> {
    await this.#end('SIGTERM');
    // What held containers of one that was killed.
    for (const { pid } of this.#processes()) {
      process.kill(pid, 'SIGKILL');
      await goneWithin(pid, START_MS);
    }
    // The wire goes with it.
    await run('ip', ['netns', 'delete', this.name]).catch(() => undefined);
    const mounts = (await readFile('/proc/mounts', 'utf8'))
      .split('\n')
      .map((line) => line.split(' ')[1] ?? '');
    const own = mounts.filter((each) => each.startsWith(this.folder));
    for (const place of own.reverse()) await run('umount', [place]);
    await rm(this.folder, { recursive: true, force: true });
  }

  #processes(): { pid: number; command: string }[] {
    return readdirSync('/proc')
      .filter((name) => /^\d+$/.test(name))
      .map((name) => ({ pid: Number(name), command: commandOf(name) }))
      .filter(({ pid, command }) => command.includes(this.folder) && runs(pid));
  }

  async #end(signal: NodeJS.Signals): Promise<void> {
    const child = this.#child;
    if (child?.exitCode !== null || child.signalCode !== null) return;
    const exited = once(child, 'exit');
    child.kill(signal);
    await exited;
  }
}

function commandOf(pid: string): string {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ').trim();
  } catch {
    return '';
  }
}
