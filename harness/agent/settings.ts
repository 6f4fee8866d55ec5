/** What an agent is told at its start, as JSON in its environment. Holds no secret. */
export interface AgentSettings {
  /** 0: any; else the port of the agent that this one replaces. */
  readonly port: number;
  /** Folder in which the agent announces itself. */
  readonly run: string;
  /** The script of a role process; `role.cjs` beside the agent's unless a test says otherwise. */
  readonly roleScript: string;
  /** The library under test, and the recorder. */
  readonly library: string;
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

/** Names of the environment variables through which processes of the kit hand things down. */
export const ENV = {
  agentSettings: 'VDI_AGENT_SETTINGS',
  agentSecret: 'VDI_AGENT_SECRET',
  rolePort: 'VDI_ROLE_PORT',
  roleSecret: 'VDI_ROLE_SECRET',
  roleLibrary: 'VDI_ROLE_LIBRARY',
  roleRecorder: 'VDI_ROLE_RECORDER',
  /** Path of koffi's native addon; read by roles/koffi-direct.cjs. */
  roleKoffi: 'VDI_ROLE_KOFFI',
  /** Read by the reference's faulty variant. */
  referenceFault: 'VDI_REFERENCE_FAULT',
} as const;

/** The file in the run folder in which the agent says where it listens. */
export const ANNOUNCEMENT = 'agent.json';

export interface Announcement {
  readonly port: number;
  readonly pid: number;
}

/** Takes a variable out of the environment, so that nothing started later inherits it. */
export function takeFromEnvironment(name: string): string {
  const value = process.env[name];
  if (value === undefined) throw new Error(`${name} is not set: this program is started by the kit only`);
  Reflect.deleteProperty(process.env, name);
  return value;
}
