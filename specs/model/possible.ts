import type { ClientStep, ServerStep, Step } from './steps.js';
import { clientState, serverState, setOf, type World } from './world.js';

/** Bounds that keep a sequence small; no document names them. */
const MOST_COMMANDS = 12;
const MOST_REQUESTS = 6;

/**
 * Whether a step can be taken and the model knows what comes of it. What it leaves out are calls that cannot be
 * made (no pointer, one device in two calls at once) and the few whose answer decides what follows where the
 * documents disagree.
 */
export function possible(world: World, step: Step): boolean {
  return step.end === 'server' ? serverCan(world, step) : clientCan(world, step);
}

function serverCan(world: World, step: ServerStep): boolean {
  const { server } = world;
  const set = setOf(world, 'server');
  const state = serverState(world);
  const lends = state === 'Initializing' || state === 'Active' || state === 'NormallyTerminated';
  switch (step.call) {
    case 'new interface':
      return state === 'Gone';
    case 'dies':
      return state !== 'DoesNotExist';
    case 'AllocateBuffer':
      return !lends || server.promised > 0;
    case 'RequestBuffers':
      return server.requests < MOST_REQUESTS;
    case 'OpenDevice':
      // The first ends to say a new name give it to a device.
      return step.device < world.deviceCount || set === null || set.devices.every(({ named }) => named);
    case 'CloseDevice':
      return server.pointers[step.device] === true;
    case 'SendCommand': {
      if (server.pointers[step.device] !== true || world.sent >= MOST_COMMANDS) return false;
      const device = set?.devices[step.device];
      if (step.clearError !== true) return true;
      if (state !== 'Active' || device?.state !== 'Errored') return false;
      return ![...device.queue, ...device.taken].some(({ clearError }) => clearError);
    }
    default:
      return true;
  }
}

function clientCan(world: World, step: ClientStep): boolean {
  const { client } = world;
  const set = setOf(world, 'client');
  const state = clientState(world);
  switch (step.call) {
    case 'dies':
      return state !== 'DoesNotExist';
    case 'GetConfiguration':
      return step.waits !== true || !client.configuring;
    case 'OpenDevice':
      return step.device < world.deviceCount || set === null || set.devices.every(({ named }) => named);
    case 'GetCommand': {
      if (client.pointers[step.device] !== true || client.getting[step.device] === true) return false;
      const device = set?.devices[step.device];
      if (state !== 'Initializing') return true;
      return step.waits !== true && device?.queue.length === 0 && device.state !== 'Closed';
    }
    case 'CompleteCommand': {
      if (client.pointers[step.device] !== true || client.getting[step.device] === true) return false;
      const device = set?.devices[step.device];
      if (step.which === 'none') return true;
      if (device === undefined) return false;
      if (step.which === 'again')
        return state === 'Active' && device.completed !== null && device.state !== 'Closed';
      return device.taken.length > (step.which === 'oldest' ? 0 : 1);
    }
    default:
      return true;
  }
}
