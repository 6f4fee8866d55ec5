import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createServer, type AddressInfo, type Socket } from 'node:net';
import path from 'node:path';
import { FRAME_BYTES, Frames, STRANGER_FRAME_BYTES } from '../../../agent/frames.js';
import { newSecret, sameSecret } from '../../../agent/secret.js';
import { ENV, type System } from '../../../agent/settings.js';
import { TargetUnavailableError } from '../../../errors/kit-error.js';
import { KIT, PACKAGE_ROOT } from '../../../kit-package.js';
import type { DatabaseSettings } from '../engine/databases.js';
import { randomPassword } from '../endpoint/authentication.js';
import { Printed } from './printed.js';
import { ENDPOINT_ENV, STOP, THREADS, type EndpointFrame, type EndpointProcessSettings } from './settings.js';

const PROGRAM = path.join(PACKAGE_ROOT, 'dist', 'agent', 'sql-endpoint.cjs');

/** How Node is started for the endpoint: what a target's host can do. */
export interface EndpointHost {
  readonly system: System;
  readonly koffi: string | null;
  inside(file: string): string;
  start(script: string, args: readonly string[], env: NodeJS.ProcessEnv, log: number): ChildProcess;
}

export interface EndpointOptions {
  /** The VDI library (null: the one that is registered), and the recorder, as this machine names them. */
  readonly library: string | null;
  readonly recorder: string;
  readonly databases: readonly DatabaseSettings[];
  /** On which it listens; left out: the loopback. */
  readonly address?: string;
  /** 0: any that is free. */
  readonly port?: number;
  readonly user?: string;
  /** Left out: one by chance. */
  readonly password?: string;
  /** From start to listening, and from being asked to end to the end, milliseconds. */
  readonly startMs: number;
  readonly endMs: number;
  /** A fault of the endpoint's own, by id. */
  readonly fault?: string;
  /** Handed down besides what the endpoint itself needs: a fault for the library. */
  readonly env?: NodeJS.ProcessEnv;
  readonly onLog?: (line: { at: string; process: string; text: string }) => void;
}

/** An endpoint that listens, in a process of its own. */
export interface RunningEndpoint {
  readonly server: {
    readonly host: string;
    readonly port: number;
    readonly user: string;
    readonly password: string;
  };
  readonly pid: number;
  /** How the process ended, whether asked to or not. */
  readonly ended: Promise<{ readonly exitCode: number | null; readonly signal: string | null }>;
  /** What the process has printed, once it has ended: why, if nobody asked it to. */
  readonly said: Promise<string>;
  /** Ends the connections, then the process; kills it if it does not end in time. */
  stop(): Promise<void>;
}

/** @throws TargetUnavailableError SQL_ENDPOINT_NOT_STARTED, with its reason. */
export async function startSqlEndpoint(
  host: EndpointHost,
  options: EndpointOptions,
): Promise<RunningEndpoint> {
  const {
    library,
    recorder,
    databases,
    address = '127.0.0.1',
    port = 0,
    user = 'sa',
    startMs,
    endMs,
  } = options;
  const password = options.password ?? randomPassword();
  const secret = newSecret();
  const starter = createServer();
  starter.listen(0, '127.0.0.1');
  await once(starter, 'listening');
  const settings: EndpointProcessSettings = {
    system: host.system,
    library: library === null ? null : host.inside(library),
    recorder: host.inside(recorder),
    kit: KIT,
    address,
    port,
    user,
    databases,
    fault: options.fault ?? null,
    starterPort: (starter.address() as AddressInfo).port,
  };
  const printed = new Printed();
  const child = host.start(
    PROGRAM,
    [],
    {
      ...options.env,
      [ENDPOINT_ENV.settings]: JSON.stringify(settings),
      [ENDPOINT_ENV.secret]: secret,
      [ENDPOINT_ENV.password]: password,
      ...(host.koffi === null ? {} : { [ENV.koffi]: host.koffi }),
      // On Windows the size of libuv's pool cannot be chosen later.
      UV_THREADPOOL_SIZE: String(THREADS),
    },
    printed.handle,
  );
  const ended = new Promise<{ exitCode: number | null; signal: string | null }>((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', (exitCode, signal) => {
      resolve({ exitCode, signal });
    });
  });
  // Who waits for it hears of it; it is no unhandled rejection for those who do not.
  ended.catch(() => undefined);
  const begun = listening(starter, secret, options);
  try {
    const { frames, listens } = await Promise.race([begun, endedEarly(ended), tooLate(startMs)]);
    const said = ended.then(() => {
      const excerpt = printed.excerpt();
      printed.close();
      return excerpt;
    });
    return {
      server: { host: '127.0.0.1', port: listens, user, password },
      pid: child.pid ?? 0,
      ended,
      said,
      stop: async () => {
        frames.send(STOP);
        const late = setTimeout(() => child.kill('SIGKILL'), endMs);
        await ended;
        clearTimeout(late);
        frames.socket.destroy();
      },
    };
  } catch (error) {
    child.kill('SIGKILL');
    await ended.catch(() => undefined);
    const said = printed.excerpt();
    printed.close();
    throw notStarted(`${(error as Error).message}${said === '' ? '' : `; it printed: ${said}`}`);
  } finally {
    starter.close();
  }
}

/** Resolves when the process has shown the secret and listens. */
function listening(
  starter: ReturnType<typeof createServer>,
  secret: string,
  { onLog }: EndpointOptions,
): Promise<{ frames: Frames; listens: number }> {
  return new Promise((resolve, reject) => {
    starter.on('connection', (socket: Socket) => {
      const frames = new Frames(socket, STRANGER_FRAME_BYTES);
      let known = false;
      frames.onFrame = (frame) => {
        const told = frame as EndpointFrame;
        if (!known && (told.tells !== 'hello' || !sameSecret(told.secret, secret))) socket.destroy();
        else if (told.tells === 'hello') {
          known = true;
          frames.maxBytes = FRAME_BYTES;
        } else if (told.tells === 'listening') resolve({ frames, listens: told.port });
        else if (told.tells === 'log') onLog?.(told);
        else reject(new Error(told.why));
      };
    });
  });
}

async function endedEarly(ended: RunningEndpoint['ended']): Promise<never> {
  const { exitCode, signal } = await ended;
  throw new Error(`its process ended (${signal ?? `exit code ${exitCode}`}) before it listened`);
}

function tooLate(ms: number): Promise<never> {
  return new Promise((_, reject) => {
    setTimeout(() => {
      reject(new Error(`it did not listen within ${ms} ms`));
    }, ms).unref();
  });
}

function notStarted(why: string): TargetUnavailableError {
  return new TargetUnavailableError(
    'SQL_ENDPOINT_NOT_STARTED',
    `the reference SQL endpoint did not start: ${why}`,
    {
      remedy: 'Check that the port is free and that the library can be loaded: `vdi-conformance doctor`.',
    },
  );
}
