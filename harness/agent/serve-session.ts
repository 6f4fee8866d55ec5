import { KitError } from '../errors/kit-error.js';
import type { Probe } from '../probes/probe.js';
import type { Frames } from './frames.js';
import type { Seen, SessionCalls, SessionEvents } from './protocol.js';
import type { RolePool } from './role-pool.js';
import type { RoleProcess } from './role-process.js';
import { rpcOver } from './rpc.js';

/** Serves one session: the roles that it takes are its own, and end when its connection does. */
export function serveSession(frames: Frames, pool: RolePool, probe: Probe): void {
  const roles = new Map<number, RoleProcess>();
  let taken = 0;
  let over = false;

  const roleOf = (role: number): RoleProcess => {
    const process = roles.get(role);
    if (process === undefined) throw new KitError('UNKNOWN_ROLE', `this session has no role ${role}`);
    return process;
  };

  const calls: SessionCalls = {
    clock: now,
    announce: (processes) => {
      pool.announce(processes);
    },
    takeRole: async () => {
      const process = await pool.take();
      const role = ++taken;
      roles.set(role, process);
      if (over) process.kill();
      process.onIssued = (call) => void rpc.$callEvent('issued', role, call);
      return { role, pid: process.pid, atNs: now() };
    },
    ask: (role, op, args) => roleOf(role).ask(op, args),
    kill: (role) => roleOf(role).killByRequest(),
    tidy: (role) => roleOf(role).tidy(),
    end: async (role) => {
      const process = roleOf(role);
      await process.ask('exit', []);
      return process.ended;
    },
    ended: (role) => roleOf(role).ended,
    resources: (role) => seen(roleOf(role), (pid) => probe.resources(pid)),
    ranges: (role, ranges) => seen(roleOf(role), (pid) => probe.ranges(pid, ranges)),
    objects: async (set) => {
      const atNs = now();
      return { atNs, seen: await probe.objects(set) };
    },
    settled: async (role, timeoutMs) =>
      (await seen(roleOf(role), (pid) => probe.settled(pid, timeoutMs))).seen ?? true,
  };

  const rpc = rpcOver<SessionEvents, SessionCalls>(frames, calls);
  frames.socket.once('close', () => {
    over = true;
    for (const process of roles.values()) process.kill();
  });
}

function now(): string {
  return String(process.hrtime.bigint());
}

/** A probe of a process that may end meanwhile: null then, for there was nothing to see. */
async function seen<T>(role: RoleProcess, look: (pid: number) => Promise<T>): Promise<Seen<T>> {
  const atNs = now();
  try {
    return { atNs, seen: role.gone ? null : await look(role.pid) };
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code;
    if (code === 'ENOENT' || code === 'ESRCH') return { atNs, seen: null };
    throw error;
  }
}
