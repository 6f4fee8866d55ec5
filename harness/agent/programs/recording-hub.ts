import type { Socket } from 'node:net';
import { FRAME_BYTES, type Frames } from '../frames.js';
import { newSecret, sameSecret } from '../secret.js';
import type { GateHello, Hold, Recorded, RecordingHello, RecordingWelcome } from './protocol.js';

/** One that may be recorded: somebody else's program, or the reference's SQL endpoint. */
export interface Source {
  /** In the environment of its processes; proves that a recording is its. */
  readonly secret: string;
  /** Lets calls that are held go on, and holds none from then on. */
  letGo(): void;
  /** Nothing is taken of it any more. */
  forget(): void;
}

interface Known {
  readonly secret: string;
  readonly holds: readonly Hold[];
  readonly protect: boolean;
  readonly told: (recorded: Omit<Recorded, 'program'>) => void;
  readonly gates: Set<Socket>;
  readonly connections: Set<Socket>;
  held: boolean;
}

/** Recordings that come to the agent: whose each is, and the calls that are held at their gates. */
export class RecordingHub {
  readonly #sources = new Set<Known>();
  #recordings = 0;

  /** @param told every frame, in the order in which a recording sent it. */
  add(
    { holds, protect, secret = newSecret() }: { holds: readonly Hold[]; protect: boolean; secret?: string },
    told: Known['told'],
  ): Source {
    const known: Known = {
      secret,
      holds,
      protect,
      told,
      gates: new Set(),
      connections: new Set(),
      held: true,
    };
    this.#sources.add(known);
    return {
      secret,
      letGo: () => {
        letGo(known);
      },
      forget: () => {
        this.#sources.delete(known);
        letGo(known);
        for (const socket of known.connections) socket.destroy();
      },
    };
  }

  /** Whether anyone has this secret. */
  knows(secret: string): boolean {
    return this.#find(secret) !== undefined;
  }

  /** Takes over a connection whose hello had a secret that is known. */
  take(hello: RecordingHello | GateHello, frames: Frames): void {
    const source = this.#find(hello.secret);
    if (source === undefined) frames.socket.destroy();
    else if (hello.as === 'gate') holdAt(source, frames.socket);
    else this.#record(source, hello, frames);
  }

  #record(source: Known, { pid, end }: RecordingHello, frames: Frames): void {
    const recording = ++this.#recordings;
    const { socket } = frames;
    source.connections.add(socket);
    frames.maxBytes = FRAME_BYTES;
    frames.onFrame = (frame) => {
      source.told({ recording, pid, end, frame });
    };
    socket.once('close', () => {
      source.connections.delete(socket);
      source.told({ recording, pid, end, frame: null });
    });
    const welcome: RecordingWelcome = {
      pid: process.pid,
      holds: source.held ? source.holds : [],
      protect: source.protect,
    };
    frames.send(welcome);
  }

  #find(secret: string): Known | undefined {
    return [...this.#sources].find((each) => sameSecret(secret, each.secret));
  }
}

function holdAt(source: Known, socket: Socket): void {
  if (!source.held) {
    socket.destroy();
    return;
  }
  source.gates.add(socket);
  socket.once('close', () => source.gates.delete(socket));
}

function letGo(source: Known): void {
  source.held = false;
  for (const socket of source.gates) socket.destroy();
}
