import { COMPLETION } from '../../harness/vdi/codes.js';
import type { ServerStep } from './steps.js';
import { bothAllow, OK, type Answers } from './table.js';
import type { Turn } from './turn.js';
import { newServer, serverState, setOf, type DeviceWorld, type SetWorld } from './world.js';

/** How many buffers a RequestBuffers asks for. */
export const BUFFERS_A_REQUEST = 4;

const REFUSED = [
  COMPLETION.ERROR_INVALID_HANDLE,
  COMPLETION.ERROR_OPERATION_ABORTED,
  COMPLETION.ERROR_IO_DEVICE,
  COMPLETION.ERROR_NO_SYSTEM_RESOURCES,
];

/** A call of the server's end, or its death. */
export function serverStep(turn: Turn, step: ServerStep): Answers {
  const { world } = turn;
  const { server } = world;
  const set = setOf(world, 'server');
  const state = serverState(world);
  switch (step.call) {
    case 'Open':
      return open(turn);
    case 'BeginConfiguration':
    case 'GetConfiguration':
    case 'QueryAvailableBuffers':
      return turn.server(step.call);
    case 'RequestBuffers': {
      const answers = turn.server('RequestBuffers');
      if (answers !== OK) return answers;
      server.requests += 1;
      server.promised += BUFFERS_A_REQUEST;
      return answers;
    }
    case 'EndConfiguration': {
      const answers = turn.server('EndConfiguration');
      if (answers === OK && set !== null) configured(turn, set);
      return answers;
    }
    case 'AllocateBuffer': {
      const answers = turn.server('AllocateBuffer');
      if (answers !== OK) return answers;
      server.promised -= 1;
      server.held += 1;
      return answers;
    }
    case 'FreeBuffer': {
      const lent = state === 'Initializing' || state === 'Active' || state === 'NormallyTerminated';
      if (!lent) return turn.server('FreeBuffer');
      const answers = turn.server('FreeBuffer', server.held > 0 ? 'of its own' : 'none');
      if (answers !== OK) return answers;
      server.held -= 1;
      server.promised += 1;
      return answers;
    }
    case 'ExecuteCompletionAgent':
      return executeAgent(turn);
    case 'OpenDevice':
      return openDevice(turn, step.device);
    case 'SendCommand':
      return send(turn, step.device, step.clearError === true);
    case 'CloseDevice':
      return closeDevice(turn, step.device);
    case 'SignalAbort': {
      const answers = turn.server('SignalAbort');
      if (set !== null) turn.abort(set, 'server aborts');
      return answers;
    }
    case 'Close':
      return close(turn);
    case 'new interface':
      world.server = newServer(world.deviceCount);
      return [];
    case 'dies':
      // What its process was to be called back for is lost with it.
      server.agent = 'none';
      world.server = newServer(world.deviceCount);
      if (set !== null && state !== 'Gone') turn.abort(set, 'server dies');
      return [];
  }
}

function open(turn: Turn): Answers {
  const { world } = turn;
  if (serverState(world) !== 'DoesNotExist') return turn.server('Open');
  const set = setOf(world, 'client');
  if (set === null) return turn.server('Open', 'no set');
  if (set.aborted) return turn.server('Open', 'set aborted');
  if (set.served) return turn.server('Open', 'set served');
  const answers = turn.server('Open', 'a set waits');
  set.served = true;
  world.server.set = world.client.set;
  return answers;
}

function configured(turn: Turn, set: SetWorld): void {
  const { world } = turn;
  set.configured = true;
  if (!world.client.configuring || setOf(world, 'client') !== set) return;
  world.client.configuring = false;
  turn.returns.push({
    end: 'client',
    id: 'configuration',
    answers: turn.client('the configuration comes'),
  });
}

function executeAgent(turn: Turn): Answers {
  const { server } = turn.world;
  const set = setOf(turn.world, 'server');
  turn.waiting = { end: 'server', id: 'agent' };
  if (serverState(turn.world) !== 'Initializing' || set === null)
    return turn.server('ExecuteCompletionAgent');
  if (server.agent !== 'none') return turn.server('ExecuteCompletionAgent', 'one runs');
  const all = set.devices.every(({ state }) => state !== 'Unopened');
  server.agent = 'waits';
  return turn.server('ExecuteCompletionAgent', all ? 'all devices open' : 'devices to open');
}

function openDevice(turn: Turn, number: number): Answers {
  const { world } = turn;
  const set = setOf(world, 'server');
  const state = serverState(world);
  if (set === null || (state !== 'Initializing' && state !== 'Active')) return turn.server('OpenDevice');
  const unopened = set.devices.filter((device) => device.state === 'Unopened').length;
  if (unopened === 0) {
    if (state === 'Initializing') return turn.server('OpenDevice', 'all open');
    const closed = set.devices.some((device) => device.state === 'Closed');
    return turn.server('OpenDevice', closed ? 'some closed' : 'all open');
  }
  const device = set.devices[number];
  if (device === undefined) return turn.server('OpenDevice', 'unknown name');
  device.named = true;
  if (device.state !== 'Unopened') return turn.server('OpenDevice', 'open already');
  const answers = turn.device(set, device, 'opened');
  world.server.pointers[number] = true;
  const last = world.server.agent === 'none' ? 'the last, no agent yet' : 'the last, under the agent';
  return bothAllow(answers, turn.server('OpenDevice', unopened > 1 ? 'more to open' : last));
}

function send(turn: Turn, number: number, clearError: boolean): Answers {
  const { world } = turn;
  const set = setOf(world, 'server');
  const device = set?.devices[number];
  const state = serverState(world);
  const command = (turn.command = ++world.sent);
  if (set === null || device === undefined || (state !== 'Active' && state !== 'AbnormallyTerminated')) {
    turn.calledBack(command, ...codesOf(state));
    return turn.server('SendCommand');
  }
  const ofDevice = turn.device(set, device, clearError ? 'SendCommand of ClearError' : 'SendCommand');
  if (state === 'AbnormallyTerminated') {
    turn.calledBack(command, ...codesOf(state));
    return bothAllow(ofDevice, turn.server('SendCommand'));
  }
  if (device.state === 'Closed') {
    turn.calledBack(command, ...REFUSED);
    return bothAllow(ofDevice, turn.server('SendCommand', 'device closed'));
  }
  if (device.state === 'Errored' && !clearError) {
    turn.calledBack(command, COMPLETION.ERROR_IO_DEVICE);
    return bothAllow(ofDevice, turn.server('SendCommand', 'device errored'));
  }
  // The memory of a completed command may be used for this one.
  for (const each of set.devices) each.completed = null;
  device.queue.push({ number: command, clearError });
  const answers = bothAllow(
    ofDevice,
    turn.server('SendCommand', clearError ? 'ClearError' : 'device active'),
  );
  deliver(turn, set, device, number);
  return answers;
}

/** Of refused commands: the code is the reason. */
function codesOf(state: ReturnType<typeof serverState>): number[] {
  if (state === 'AbnormallyTerminated') return [COMPLETION.ERROR_OPERATION_ABORTED];
  return state === 'Gone' ? REFUSED : [COMPLETION.ERROR_INVALID_HANDLE];
}

function deliver(turn: Turn, set: SetWorld, device: DeviceWorld, number: number): void {
  const { client } = turn.world;
  if (client.getting[number] !== true || setOf(turn.world, 'client') !== set) return;
  const command = device.queue.shift();
  if (command === undefined) return;
  client.getting[number] = false;
  device.taken.push(command);
  turn.returns.push({
    end: 'client',
    id: `device-${number}`,
    answers: turn.client('a command comes'),
    command: command.number,
  });
}

function closeDevice(turn: Turn, number: number): Answers {
  const { world } = turn;
  const set = setOf(world, 'server');
  const device = set?.devices[number];
  if (set === null || device === undefined) return turn.server('CloseDevice');
  const state = serverState(world);
  if (state === 'Initializing') return turn.server('CloseDevice');
  const again = device.state === 'Closed';
  const ofDevice = turn.device(set, device, 'CloseDevice');
  if (state !== 'Active') return bothAllow(ofDevice, turn.server('CloseDevice'));
  if (again) return bothAllow(ofDevice, turn.server('CloseDevice', 'again'));
  for (const { number: command } of [...device.queue, ...device.taken])
    turn.calledBack(command, COMPLETION.ERROR_OPERATION_ABORTED);
  device.queue = [];
  // The client still has what it took, and may not know.
  if (world.client.getting[number] === true && setOf(world, 'client') === set) {
    world.client.getting[number] = false;
    device.client = 'told';
    const all = set.devices.every((each) => each.client === 'told');
    const answers = turn.client('a device is closed', all ? 'the last' : 'others not');
    turn.returns.push({ end: 'client', id: `device-${number}`, answers });
  }
  const last = set.devices.every((each) => each.state === 'Closed');
  const answers = bothAllow(ofDevice, turn.server('CloseDevice', last ? 'the last' : 'more open'));
  if (last) world.server.agent = 'loose';
  return answers;
}

function close(turn: Turn): Answers {
  const { world } = turn;
  const { server } = world;
  const set = setOf(world, 'server');
  const state = serverState(world);
  if (set === null) return turn.server('Close');
  if (state === 'Gone') return turn.server('Close');
  const open = set.devices.some((device) => device.state === 'Active' || device.state === 'Errored');
  const which = state === 'Initializing' ? (open ? 'devices open' : 'no device open') : undefined;
  if (state === 'NormallyTerminated') {
    if (server.agent !== 'none') turn.agentReturns(OK);
    if (setOf(world, 'client') === set && !set.aborted) turn.client('the server leaves');
    return closed(turn, turn.server('Close'));
  }
  const answers = turn.server('Close', which);
  turn.abort(set, 'server aborts');
  return closed(turn, answers);
}

function closed(turn: Turn, answers: Answers): Answers {
  const { server } = turn.world;
  server.phase = 'Gone';
  server.set = null;
  server.promised = server.held = 0;
  return answers;
}
