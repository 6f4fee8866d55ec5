import type { Frames } from '../../../agent/frames.js';
import { rpcOver } from '../../../agent/rpc.js';
import { TargetUnavailableError, UsageError } from '../../../errors/kit-error.js';
import { PROGRAMS, startLocally } from '../../local-target.js';
import { registeredChecks } from '../../registered-checks.js';
import type { RunningTarget } from '../../target.js';
import { WINDOWS_NATIVE, WINDOWS_PLATFORM } from '../../windows-native.js';
import { ContainerNode } from './container-node.js';
import {
  AGENT_PORT,
  type AgentAsked,
  type AgentStarted,
  type ContainerCalls,
  type ContainerEvents,
  type NotStarted,
} from './protocol.js';

const WARM_ROLES = 4;

/**
 * Does what the harness asks for, over its one connection: the target windows-host but for where the agent listens.
 * @param end is called when the connection has ended and everything that was started has, too.
 */
export function serveHarness(frames: Frames, end: () => void): void {
  let target: Promise<RunningTarget> | null = null;
  const host = new ContainerNode((pid) => void rpc.$callEvent('agentStarted', pid));

  const start = async ({ limits, instance, fault, warmRoles }: AgentAsked): Promise<AgentStarted> => {
    target = startLocally(
      host,
      {
        name: 'windows-container',
        platform: WINDOWS_PLATFORM,
        native: WINDOWS_NATIVE,
        // What is installed cannot be told to misbehave: the reference is.
        byDefault: fault === undefined ? 'registered' : 'reference',
        warmRoles: warmRoles ?? WARM_ROLES,
        roleScript: PROGRAMS.role,
        // The container has an address of its own, and a published port leads to that.
        listensOn: { address: '0.0.0.0', port: AGENT_PORT },
      },
      {
        limits,
        ...(instance === undefined ? {} : { instance }),
        ...(fault === undefined ? {} : { fault }),
      },
    );
    const { connection } = await target;
    return { how: 'started', secret: connection.secret, target: connection.target };
  };

  const calls: ContainerCalls = {
    start: (asked) => start(asked).catch(notStarted),
    check: (instance, limitMs) =>
      registeredChecks(new ContainerNode(), instance, { probeScript: PROGRAMS.probe, limitMs }),
    processesStarted: async () => (await target)?.processesStarted() ?? 0,
    stop: async () => (await target)?.stop(),
  };
  const rpc = rpcOver<ContainerEvents, ContainerCalls>(frames, calls);
  frames.socket.once('close', () => {
    const stopped = target?.then((running) => running.stop()) ?? Promise.resolve();
    stopped.then(end, end);
  });
}

function notStarted(error: unknown): NotStarted {
  if (!(error instanceof UsageError) && !(error instanceof TargetUnavailableError)) throw error;
  const { code, message, details } = error;
  return {
    how: error instanceof UsageError ? 'usage' : 'unavailable',
    code,
    message,
    ...(details.remedy === undefined ? {} : { remedy: details.remedy }),
  };
}
