import type { ContainerRuntimeClient } from 'testcontainers';
import { TargetUnavailableError } from '../../errors/kit-error.js';
import { within } from '../../stage/within.js';

/** The engine's own interface, as testcontainers has found it. */
export type Docker = ContainerRuntimeClient['container']['dockerode'];

/** A Docker engine that answers. */
export interface Engine {
  readonly docker: Docker;
  /** Which containers it runs. */
  readonly os: string;
  readonly version: string;
  /** e.g. `Debian GNU/Linux 12 (bookworm)`. */
  readonly operatingSystem: string;
  /** Of that system and of its kernel; of Windows the build is in either. Empty: not told. */
  readonly osVersion: string;
  readonly kernelVersion: string;
  readonly memoryBytes: number;
  /** Of Windows' containers, unless told otherwise: `process` or `hyperv`. */
  readonly isolation: string;
  /** At which published ports are reached. */
  readonly host: string;
}

/**
 * The engine that testcontainers finds: DOCKER_HOST, else this machine's socket or pipe.
 * @throws TargetUnavailableError NO_ENGINE when none answers.
 */
export async function reachEngine(limitMs: number): Promise<Engine> {
  const reach = async (): Promise<Engine> => {
    // Loaded here: most commands have no use for it.
    const { getContainerRuntimeClient } = await import('testcontainers');
    const { info, container } = await getContainerRuntimeClient();
    const { dockerode: docker } = container;
    if (!isAt(docker.modem as Place, process.env['DOCKER_HOST'])) throw new Error('another engine answers');
    const told = (await docker.info()) as EngineInfo;
    return {
      docker,
      os: told.OSType,
      version: told.ServerVersion,
      operatingSystem: told.OperatingSystem,
      osVersion: told.OSVersion ?? '',
      kernelVersion: told.KernelVersion ?? '',
      memoryBytes: told.MemTotal,
      isolation: told.Isolation ?? '',
      host: info.containerRuntime.host,
    };
  };
  try {
    return await within(reach(), 'engineAnswerMs', limitMs, 'the Docker engine');
  } catch (cause) {
    const { DOCKER_HOST } = process.env;
    const where = DOCKER_HOST === undefined ? "this machine's socket or pipe" : `DOCKER_HOST ${DOCKER_HOST}`;
    throw new TargetUnavailableError('NO_ENGINE', `no Docker engine answers at ${where}`, {
      remedy: 'Start Docker (docker version has to show a server), or have DOCKER_HOST name one.',
      cause,
    });
  }
}

/** Where docker-modem connects to. */
interface Place {
  readonly socketPath?: string;
  readonly host?: string;
}

/** Whether it is the engine that DOCKER_HOST names: testcontainers goes on to this machine's when that one does not answer. */
export function isAt({ socketPath, host }: Place, dockerHost: string | undefined): boolean {
  if (dockerHost === undefined) return true;
  // Not by URL: that makes another path of a pipe's.
  const [, named] = /^(?:unix|npipe):\/\/(.*)$/.exec(dockerHost) ?? [];
  if (named !== undefined) return socketPath === named;
  return URL.canParse(dockerHost) && host === new URL(dockerHost).hostname;
}

interface EngineInfo {
  readonly OSType: string;
  readonly ServerVersion: string;
  readonly OperatingSystem: string;
  readonly OSVersion?: string;
  readonly KernelVersion?: string;
  readonly MemTotal: number;
  readonly Isolation?: string;
}

const LOOPBACK = new Set(['localhost', '127.0.0.1', '::1']);

/**
 * The address on which ports are published: as few can reach them as can be. An engine for Windows knows no addresses here,
 * and one on another machine has to be reached from this one.
 */
export function publishedOn({ os, host }: Pick<Engine, 'os' | 'host'>, dockerHost?: string): string {
  if (os === 'windows') return '';
  if (LOOPBACK.has(host)) return '127.0.0.1';
  // By a socket: it is this machine's, and the harness in a container of it has found the way out.
  return /^(unix|npipe):/.test(dockerHost ?? 'unix:') ? host : '';
}
