import { randomBytes } from 'node:crypto';
import { createServer, type AddressInfo, type Server, type Socket } from 'node:net';

/** A line of a recording. */
export type Line = Readonly<Record<string, unknown>> & {
  readonly what?: string;
  readonly call?: number;
  readonly method?: string;
  readonly object?: string;
  readonly atNs?: string;
  readonly args?: Readonly<Record<string, unknown>>;
  readonly results?: Readonly<Record<string, unknown>>;
  readonly value?: number;
};

/** One set's connection. */
export interface RecordingHeard {
  readonly hello: Line;
  readonly lines: Line[];
  ended: boolean;
}

/** What listens to recordings in tests: the agent's side of them, with one answer for all. */
export class RecordingListener {
  readonly recordings: RecordingHeard[] = [];
  /** What processes need in their environment to be recorded here. */
  readonly env: Readonly<Record<string, string>>;
  readonly #gates: Socket[] = [];
  #holds = true;
  readonly #sockets = new Set<Socket>();
  readonly #waiting = new Set<() => void>();

  private constructor(
    private readonly server: Server,
    private readonly secret: string,
    /** The line that recordings are answered with. */
    private readonly answer: object,
  ) {
    const { port } = server.address() as AddressInfo;
    this.env = { VDI_CONFORMANCE_RECORD: `127.0.0.1:${port}:${secret}` };
    server.on('connection', (socket) => {
      this.#hear(socket);
    });
  }

  static async listen(answer: object = { pid: 1, holds: [], protect: false }): Promise<RecordingListener> {
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    return new RecordingListener(server, randomBytes(16).toString('hex'), answer);
  }

  /** Resolves with the first answer that is not undefined, asked again whenever something was heard. */
  async until<T>(look: () => T | undefined): Promise<T> {
    return new Promise((resolve) => {
      const again = (): void => {
        const seen = look();
        if (seen === undefined) return;
        this.#waiting.delete(again);
        resolve(seen);
      };
      this.#waiting.add(again);
      again();
    });
  }

  /** The recordings of a process, when all of them have ended. */
  of(pid: number): Promise<RecordingHeard[]> {
    return this.until(() => {
      const its = this.recordings.filter(({ hello }) => hello['pid'] === pid);
      return its.length > 0 && its.every(({ ended }) => ended) ? its : undefined;
    });
  }

  /** Lets every call go that is held, and those that will be. */
  letGo(): void {
    this.#holds = false;
    for (const gate of this.#gates.splice(0)) gate.write('1');
  }

  async close(): Promise<void> {
    for (const socket of this.#sockets) socket.destroy();
    await new Promise((resolve) => this.server.close(resolve));
  }

  #hear(socket: Socket): void {
    this.#sockets.add(socket);
    let text = '';
    let heard: RecordingHeard | undefined;
    socket.setEncoding('utf8');
    socket.on('error', () => undefined);
    socket.on('data', (part: string) => {
      const lines = `${text}${part}`.split('\n');
      text = lines.pop() ?? '';
      for (const each of lines) {
        const line = JSON.parse(each) as Line;
        if (heard !== undefined) heard.lines.push(line);
        else if (line['secret'] !== this.secret) socket.destroy();
        else if (line['as'] === 'gate' && this.#holds) this.#gates.push(socket);
        else if (line['as'] === 'gate') socket.write('1');
        else {
          heard = { hello: line, lines: [], ended: false };
          this.recordings.push(heard);
          socket.write(`${JSON.stringify(this.answer)}\n`);
        }
      }
      this.#look();
    });
    socket.on('close', () => {
      this.#sockets.delete(socket);
      if (heard !== undefined) heard.ended = true;
      this.#look();
    });
  }

  #look(): void {
    for (const look of [...this.#waiting]) look();
  }
}
