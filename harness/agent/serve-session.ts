import { KitError } from '../errors/kit-error.js';
import type { Probe } from '../probes/probe.js';
import type { Frames } from './frames.js';
import { memoryInUse } from './memory-in-use.js';
import type { Recorded } from './programs/protocol.js';
import type { RoleEnd, Seen, SessionCalls, SessionEvents } from './protocol.js';
import type { RolePools } from './role-pools.js';
import type { RoleProcess } from './role-process.js';
import { SessionPrograms, type Programs } from './programs/session-programs.js';
import { rpcOver } from './rpc.js';

/** What the sessions of an agent share, besides its roles. */
export interface SessionsShare {
  readonly programs: Programs;
  /** Told of what the server's processes record. */
  readonly onServerRecorded: Set<(recorded: Recorded) => void>;
}

/** Serves one session: the roles that it takes and the programs that it starts are its own, and end when its connection does. */
export function serveSession(frames: Frames, pool: RolePools, probe: Probe, of: SessionsShare): void {
  const roles = new Map<number, RoleProcess>();
  let taken = 0;
  let over = false;

  /** Null: it was tidied up, and is forgotten; a session may have thousands one after another. */
  const roleOf = (role: number): RoleProcess | null => {
    const process = roles.get(role);
    if (process === undefined && !(role >= 1 && role <= taken))
      throw new KitError('UNKNOWN_ROLE', `this session has no role ${role}`);
    return process ?? null;
  };

  const recorded = (each: Recorded): void => void rpc.$callEvent('recorded', each);
  const programs = new SessionPrograms(of.programs, recorded);
  of.onServerRecorded.add(recorded);

  const calls: SessionCalls = {
    ...programs.calls,
    clock: now,
    memory: memoryInUse,
    announce: (processes, threads) => {
      pool.announce(processes, threads);
    },
    takeRole: async (threads) => {
      const process = await pool.take(threads);
      const role = ++taken;
      roles.set(role, process);
      if (over) process.kill();
      process.onIssued = (call) => void rpc.$callEvent('issued', role, call);
      return { role, pid: process.pid, atNs: now() };
    },
    ask: (role, op, args) => roleOf(role)?.ask(op, args) ?? Promise.resolve({ how: 'ended' }),
    kill: (role) => roleOf(role)?.killByRequest() ?? forgotten(),
    tidy: async (role) => {
      const end = await (roleOf(role)?.tidy() ?? forgotten());
      roles.delete(role);
      return end;
    },
    end: async (role) => {
      const process = roleOf(role);
      await process?.ask('exit', []);
      return process?.ended ?? forgotten();
    },
    ended: (role) => roleOf(role)?.ended ?? forgotten(),
    resources: (role) => seen(roleOf(role), (pid, mark) => probe.resources(pid, mark)),
    resourcesOfProcess: (pid) => lookedAt(() => probe.resourcesOfOther(pid)),
    ranges: (role, ranges) => seen(roleOf(role), (pid) => probe.ranges(pid, ranges)),
    objects: async (set) => {
      const atNs = now();
      return { atNs, seen: await probe.objects(set) };
    },
    settled: async (role, timeoutMs) =>
      (await seen(roleOf(role), (pid, mark) => probe.settled(pid, timeoutMs, mark))).seen ?? true,
  };

  const rpc = rpcOver<SessionEvents, SessionCalls>(frames, calls);
  frames.socket.once('close', () => {
    over = true;
    for (const process of roles.values()) process.kill();
    of.onServerRecorded.delete(recorded);
    programs.end();
  });
}

/** The end of a process that was tidied up before. */
function forgotten(): Promise<RoleEnd> {
  return Promise.resolve({
    atNs: now(),
    exitCode: null,
    signal: null,
    killedBy: 'request',
    exception: null,
    outputs: [],
    left: [],
  });
}

function now(): string {
  return String(process.hrtime.bigint());
}

/** A probe of a process that may end meanwhile: null then, for there was nothing to see. */
function seen<T>(
  role: RoleProcess | null,
  look: (pid: number, mark: string) => Promise<T>,
): Promise<Seen<T>> {
  return lookedAt(async () => (role === null || role.gone ? null : look(role.pid, role.mark)));
}

/** Nor may every process be looked at: SQL Server's account may be another than the agent's. */
const UNSEEN = new Set(['ENOENT', 'ESRCH', 'EACCES', 'EPERM']);

async function lookedAt<T>(look: () => Promise<T | null>): Promise<Seen<T>> {
  const atNs = now();
  try {
    return { atNs, seen: await look() };
  } catch (error) {
    if (UNSEEN.has((error as NodeJS.ErrnoException).code ?? '')) return { atNs, seen: null };
    throw error;
  }
}
