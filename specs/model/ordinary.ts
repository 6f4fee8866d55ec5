import type { Step } from './steps.js';
import { clientState, serverState, setOf, type World } from './world.js';

/**
 * The next step of an ordinary backup: a set is created, opened, configured, its devices opened; commands are
 * sent, taken and completed; all is closed, and begins again. Random calls alone would hardly ever get there.
 * @param pick chooses where an ordinary backup may go on in more than one way; from 0.
 */
export function ordinaryStep(world: World, pick: number): Step {
  const steps = [...serverSteps(world, pick), ...clientSteps(world, pick)];
  return steps[Math.floor(pick / 2) % steps.length] ?? { end: 'client', call: 'Create' };
}

/** How a sequence ends: what either end still has is closed. */
export function closingStep(world: World): Step | null {
  if (world.server.set !== null) return { end: 'server', call: 'Close' };
  if (world.client.set !== null) return { end: 'client', call: 'Close' };
  return null;
}

function serverSteps(world: World, pick: number): Step[] {
  const set = setOf(world, 'server');
  const client = setOf(world, 'client');
  switch (serverState(world)) {
    case 'DoesNotExist':
      return client === null || client.served || client.aborted ? [] : [{ end: 'server', call: 'Open' }];
    case 'Connected':
      return [{ end: 'server', call: 'BeginConfiguration' }];
    case 'Configurable':
      return [{ end: 'server', call: world.server.requests === 0 ? 'RequestBuffers' : 'EndConfiguration' }];
    case 'Initializing': {
      const device = set?.devices.findIndex(({ state }) => state === 'Unopened') ?? -1;
      const agentFirst = pick % 3 === 1 && world.server.agent === 'none';
      if (device >= 0 && !agentFirst) return [{ end: 'server', call: 'OpenDevice', device }];
      return [{ end: 'server', call: 'ExecuteCompletionAgent' }];
    }
    case 'Active': {
      const errored = set?.devices.findIndex(
        (each) =>
          each.state === 'Errored' && ![...each.queue, ...each.taken].some(({ clearError }) => clearError),
      );
      if (errored !== undefined && errored >= 0 && pick % 2 === 0)
        return [{ end: 'server', call: 'SendCommand', device: errored, clearError: true }];
      const outstanding = set?.devices.some(({ queue, taken }) => queue.length + taken.length > 0);
      const open = set?.devices.findIndex(({ state }) => state === 'Active' || state === 'Errored') ?? -1;
      if (open < 0) return [];
      if (world.sent < pick + 1) return [{ end: 'server', call: 'SendCommand', device: open }];
      return outstanding === true ? [] : [{ end: 'server', call: 'CloseDevice', device: open }];
    }
    case 'NormallyTerminated':
    case 'AbnormallyTerminated': {
      // Before it closes a program may look how things stand.
      const looks = (['GetConfiguration', 'RequestBuffers', 'BeginConfiguration'] as const)[pick];
      return [{ end: 'server', call: looks ?? 'Close' }];
    }
    case 'Gone':
      return [{ end: 'server', call: 'new interface' }];
  }
}

function clientSteps(world: World, pick: number): Step[] {
  const set = setOf(world, 'client');
  switch (clientState(world)) {
    case 'DoesNotExist':
      return [{ end: 'client', call: 'Create' }];
    case 'Created':
      return set?.configured === true ? [{ end: 'client', call: 'GetConfiguration' }] : [];
    case 'Initializing': {
      const device = set?.devices.findIndex(({ client }) => client === 'unopened') ?? -1;
      return device < 0 ? [] : [{ end: 'client', call: 'OpenDevice', device }];
    }
    case 'Active':
      return (set?.devices ?? []).flatMap(({ queue, taken, state, client }, device): Step[] => {
        if (world.client.getting[device] === true || client === 'told') return [];
        if (taken.length > 0 && state !== 'Closed')
          return [{ end: 'client', call: 'CompleteCommand', device, which: 'oldest', code: codeFor(pick) }];
        if (queue.length > 0 || state === 'Closed') return [{ end: 'client', call: 'GetCommand', device }];
        return pick % 2 === 1 ? [{ end: 'client', call: 'GetCommand', device, waits: true }] : [];
      });
    case 'NormallyTerminated':
    case 'AbnormallyTerminated':
      return [{ end: 'client', call: pick === 0 || pick === 2 ? 'GetConfiguration' : 'Close' }];
  }
}

/** A backup may meet an error now and then. */
function codeFor(pick: number): 'ERROR_SUCCESS' | 'ERROR_IO_DEVICE' {
  return pick % 4 === 1 ? 'ERROR_IO_DEVICE' : 'ERROR_SUCCESS';
}
