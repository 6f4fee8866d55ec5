import path from 'node:path';

/**
 * What the agent and its roles run on. `wine`: Windows' interfaces, of which some are asked of the Linux beneath,
 * because Wine does not know.
 */
export type System = 'linux' | 'windows' | 'wine';

/** What an agent is told at its start, as JSON in its environment. Holds no secret. */
export interface AgentSettings {
  /** 1 for the first agent; each that replaces one has the next number, and announces itself in a file of its own. */
  readonly start: number;
  readonly system: System;
  /** On which it listens: the loopback, where whoever speaks with it is on the same machine. */
  readonly address: string;
  /** 0: any; else one that is settled, or the port of the agent that this one replaces. */
  readonly port: number;
  /** Folder in which the agent announces itself. */
  readonly run: string;
  /** The script of a role process; `role.cjs` beside the agent's unless a test says otherwise. */
  readonly roleScript: string;
  /** How what roles print is taken: under Wine a pipe is no standard stream of a program of Windows. */
  readonly roleOutput: 'pipes' | 'files';
  /** Path of koffi's native addon; null: koffi's own loader is to find it. */
  readonly koffi: string | null;
  /** The library under test (null: the one that is registered with the system), and the recorder. */
  readonly library: string | null;
  readonly recorder: string;
  readonly fault: string | null;
  /** How many role processes are kept warm beyond those announced. */
  readonly warmRoles: number;
  readonly limits: {
    /** First frame of a connection. */
    readonly helloMs: number;
    readonly roleStartMs: number;
    readonly roleEndMs: number;
    /** For the starter to connect, from the agent's start. */
    readonly starterMs: number;
  };
}

/** An agent's exit code when somebody else has the port that it is to listen on. */
export const PORT_IN_USE = 98;

/** What a role is told at its start, as JSON in its environment. */
export interface RoleSettings extends Pick<AgentSettings, 'system' | 'library' | 'recorder'> {
  /** The file that the role is to write its exceptions into; null where nobody can. */
  readonly exceptions: string | null;
}

/** Names of the environment variables through which processes of the kit hand things down. */
export const ENV = {
  agentSettings: 'VDI_AGENT_SETTINGS',
  agentSecret: 'VDI_AGENT_SECRET',
  rolePort: 'VDI_ROLE_PORT',
  roleSecret: 'VDI_ROLE_SECRET',
  roleSettings: 'VDI_ROLE_SETTINGS',
  /** Path of koffi's native addon; read by roles/koffi-direct.cjs. */
  koffi: 'VDI_KOFFI',
  /** Of no use to the role: what it starts inherits it, and is known by it. */
  roleMark: 'VDI_ROLE_MARK',
  /** Where a library that can record itself connects to: address, port and secret. */
  record: 'VDI_CONFORMANCE_RECORD',
  /** Before which library the recording one stands; the reference does not record itself then. */
  recordedLibrary: 'VDI_CONFORMANCE_RECORDED_LIBRARY',
  /** Read by the reference's faulty and hostile variants. */
  referenceFault: 'VDI_REFERENCE_FAULT',
} as const;

/**
 * The file in the run folder in which an agent says where it listens. One for each start: Windows does not let a file
 * take the place of one that somebody is reading.
 */
export function announcementFile({ run, start }: Pick<AgentSettings, 'run' | 'start'>): string {
  return path.join(run, `agent-${start}.json`);
}

export interface Announcement {
  readonly port: number;
}

/** Takes a variable out of the environment, so that nothing started later inherits it. */
export function takeFromEnvironment(name: string): string {
  const value = process.env[name];
  if (value === undefined) throw new Error(`${name} is not set: this program is started by the kit only`);
  Reflect.deleteProperty(process.env, name);
  return value;
}
