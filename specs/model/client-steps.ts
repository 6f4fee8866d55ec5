import { COMPLETION } from '../../harness/vdi/codes.js';
import type { ClientStep } from './steps.js';
import { bothAllow, type Answers } from './table.js';
import type { Turn } from './turn.js';
import { clientState, newClient, newSet, setOf, type CommandWorld, type DeviceWorld } from './world.js';

type StepOf<Call extends ClientStep['call']> = Extract<ClientStep, { call: Call }>;

/** A call of the client's end, or its death. */
export function clientStep(turn: Turn, step: ClientStep): Answers {
  const { world } = turn;
  const set = setOf(world, 'client');
  switch (step.call) {
    case 'Create':
      return create(turn);
    case 'GetConfiguration':
      return getConfiguration(turn, step.waits === true);
    case 'OpenDevice':
      return openDevice(turn, step.device);
    case 'GetCommand':
      return getCommand(turn, step);
    case 'CompleteCommand':
      return complete(turn, step);
    case 'SignalAbort': {
      const answers = turn.client('SignalAbort');
      if (set !== null) turn.abort(set, 'client aborts');
      return answers;
    }
    case 'Close':
      return close(turn);
    case 'dies':
      // Its waiting calls are gone with it.
      world.client = newClient(world.deviceCount);
      if (set !== null) turn.abort(set, 'client dies');
      return [];
  }
}

function create(turn: Turn): Answers {
  const { world } = turn;
  const { client } = world;
  if (clientState(world) !== 'DoesNotExist') return turn.client('Create');
  const answers = turn.client('Create', client.used ? 'used before' : 'first use');
  client.used = true;
  client.set = world.sets.push(newSet(world.deviceCount)) - 1;
  client.pointers.fill(false);
  return answers;
}

function getConfiguration(turn: Turn, waits: boolean): Answers {
  const { world } = turn;
  if (waits) turn.waiting = { end: 'client', id: 'configuration' };
  if (clientState(world) !== 'Created') return turn.client('GetConfiguration');
  if (setOf(world, 'client')?.configured === true) return turn.client('GetConfiguration', 'it is there');
  if (!waits) return turn.client('GetConfiguration', 'not yet, no time to wait');
  world.client.configuring = true;
  return turn.client('GetConfiguration', 'not yet');
}

function openDevice(turn: Turn, number: number): Answers {
  const { world } = turn;
  const set = setOf(world, 'client');
  if (set === null || clientState(world) !== 'Initializing') return turn.client('OpenDevice');
  const device = set.devices[number];
  if (device === undefined) return turn.client('OpenDevice', 'unknown name');
  device.named = true;
  if (device.client !== 'unopened') return turn.client('OpenDevice', 'open already');
  device.client = 'open';
  world.client.pointers[number] = true;
  const more = set.devices.some((each) => each.client === 'unopened');
  return turn.client('OpenDevice', more ? 'more to open' : 'the last');
}

function getCommand(turn: Turn, { device: number, waits }: StepOf<'GetCommand'>): Answers {
  const { world } = turn;
  const set = setOf(world, 'client');
  const device = set?.devices[number];
  if (waits === true) turn.waiting = { end: 'client', id: `device-${number}` };
  if (set === null || device === undefined || clientState(world) !== 'Active')
    return turn.client('GetCommand');
  if (device.client === 'told') return turn.client('GetCommand', 'told before');
  if (device.state === 'Closed') {
    device.client = 'told';
    const all = set.devices.every((each) => each.client === 'told');
    return turn.client('GetCommand', all ? 'closed, the last' : 'closed, others not');
  }
  const command = device.queue.shift();
  if (command !== undefined) {
    turn.command = command.number;
    device.taken.push(command);
    return turn.client('GetCommand', 'one is there');
  }
  if (waits !== true) return turn.client('GetCommand', 'none, no time to wait');
  world.client.getting[number] = true;
  return turn.client('GetCommand', 'none');
}

function complete(turn: Turn, step: StepOf<'CompleteCommand'>): Answers {
  const { world } = turn;
  const set = setOf(world, 'client');
  const device = set?.devices[step.device];
  if (set === null || device === undefined) return turn.client('CompleteCommand');
  const again = step.which === 'again' ? (device.completed ?? undefined) : undefined;
  const command = chosen(device, step.which);
  turn.command = command?.number ?? again;
  if (clientState(world) !== 'Active') return turn.client('CompleteCommand');
  if (device.state === 'Closed') {
    drop(device, command);
    return turn.client('CompleteCommand', 'device closed');
  }
  if (command === undefined) return turn.client('CompleteCommand', step.which === 'again' ? 'again' : 'none');
  drop(device, command);
  device.completed = command.number;
  turn.calledBack(command.number, COMPLETION[step.code]);
  const failed = step.code === 'ERROR_IO_DEVICE';
  const cleared = command.clearError && step.code === 'ERROR_SUCCESS';
  const what = failed ? 'completed with an error' : cleared ? 'ClearError completed' : 'completed';
  const ofDevice = turn.device(set, device, what);
  if (failed) giveBack(turn, device);
  return bothAllow(ofDevice, turn.client('CompleteCommand', 'a command'));
}

/** What a device that is in error has queued is not delivered any more, but for what puts it in order. */
function giveBack(turn: Turn, device: DeviceWorld): void {
  const set = setOf(turn.world, 'client');
  if (set === null) return;
  for (const { number } of device.queue.filter(({ clearError }) => !clearError)) {
    turn.device(set, device, 'queued, given back');
    turn.calledBack(number, COMPLETION.ERROR_IO_DEVICE);
  }
  device.queue = device.queue.filter(({ clearError }) => clearError);
}

function chosen(device: DeviceWorld, which: StepOf<'CompleteCommand'>['which']): CommandWorld | undefined {
  if (which === 'oldest') return device.taken[0];
  return which === 'newest' ? device.taken.at(-1) : undefined;
}

function drop(device: DeviceWorld, command: CommandWorld | undefined): void {
  device.taken = device.taken.filter((each) => each !== command);
}

function close(turn: Turn): Answers {
  const { world } = turn;
  const set = setOf(world, 'client');
  if (set === null) return turn.client('Close');
  const state = clientState(world);
  const open = set.devices.some((device) => device.client === 'open');
  const which = state === 'Initializing' ? (open ? 'devices open' : 'no device open') : undefined;
  if (state === 'NormallyTerminated') {
    if (setOf(world, 'server') === set) turn.server('the client leaves');
  }
  const answers = turn.client('Close', which);
  if (state !== 'NormallyTerminated') turn.abort(set, 'client aborts');
  world.client.phase = 'DoesNotExist';
  world.client.set = null;
  return answers;
}
