import { PassThrough } from 'node:stream';
import { finished } from 'node:stream/promises';
import { GenericContainer, Wait } from 'testcontainers';
import type { Docker } from './engine.js';
import { READY } from './inside/protocol.js';

/** Of the container's log, as many lines as a reader of an error needs. */
const LINES = 60;

/** What the kit asks of a container that testcontainers has no word for. */
export interface Hosting {
  readonly docker: Docker;
  readonly ports: readonly number[];
  /** The address of the engine's machine on which they are published; empty: all of them. */
  readonly publishedOn: string;
  readonly isolation?: string;
  readonly memoryBytes: number;
}

/** How a container ended. */
export interface ContainerEnd {
  readonly exitCode: number;
}

/** A container of the kit's, as testcontainers starts it. */
export class OwnContainer extends GenericContainer {
  readonly #docker: Docker;
  readonly #log: string[] = [];
  #givenUp = false;
  #made = false;
  #hasEnded: (end: Promise<ContainerEnd>) => void = () => undefined;
  /** Resolves when it has ended, however. */
  readonly ended = new Promise<ContainerEnd>((resolve) => (this.#hasEnded = resolve));

  constructor(image: string, { docker, ports, publishedOn, isolation, memoryBytes }: Hosting) {
    super(image);
    this.#docker = docker;
    // Ryuk, which would clean up, is an image for Linux: whoever starts a container of the kit's removes it. The usual wait is for
    // ports, and asks a shell in the container.
    this.withAutoCleanup(false)
      .withWaitStrategy(Wait.forLogMessage(READY))
      .withExposedPorts(...ports);
    Object.assign(this.hostConfig, {
      // By the engine, when its program has ended, for a harness that was killed cannot.
      AutoRemove: true,
      Memory: memoryBytes,
      ...(isolation === undefined ? {} : { Isolation: isolation }),
      PortBindings: Object.fromEntries(
        ports.map((port) => [`${port}/tcp`, [{ HostIp: publishedOn, HostPort: '0' }]]),
      ),
    });
  }

  /** What it printed last. */
  get log(): readonly string[] {
    return this.#log;
  }

  /** Whether there was one to start. */
  get wasMade(): boolean {
    return this.#made;
  }

  /** It is not started any more. */
  giveUp(): void {
    this.#givenUp = true;
  }

  /** Before it starts: of a container that ends at once nothing could be asked later. */
  protected override async containerCreated(id: string): Promise<void> {
    if (this.#givenUp) throw new Error('nobody waits for it any more');
    this.#made = true;
    const container = this.#docker.getContainer(id);
    const output = await container.attach({ stream: true, stdout: true, stderr: true });
    const lines = new PassThrough();
    this.#docker.modem.demuxStream(output, lines, lines);
    const printed = finished(lines);
    // An engine that is ended hangs up in one way or another; what that means is said elsewhere.
    output.on('error', () => undefined).once('close', () => lines.end());
    let rest = '';
    lines.on('data', (chunk: Buffer) => {
      const [...whole] = (rest + chunk.toString('utf8')).split(/\r?\n/);
      rest = whole.pop() ?? '';
      this.#log.push(...whole);
      this.#log.splice(0, this.#log.length - LINES);
    });
    // Of an engine that was ended it is only known that it does not answer. One that runs may tell of the end before what the
    // container printed has arrived.
    this.#hasEnded(
      container.wait({ condition: 'next-exit' }).then(
        ({ StatusCode }: { StatusCode: number }) => printed.then(() => ({ exitCode: StatusCode })),
        () => ({ exitCode: -1 }),
      ),
    );
  }
}
