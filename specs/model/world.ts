import type { ClientState } from './client-table.js';
import type { DeviceState } from './device-table.js';
import type { ServerState } from './server-table.js';

/** A command that was sent and not yet called back. */
export interface CommandWorld {
  /** From 1, in the order in which a sequence's commands are sent. */
  readonly number: number;
  readonly clearError: boolean;
}

export interface DeviceWorld {
  /** As the server sees it, the set's abort apart. */
  state: DeviceState;
  client: 'unopened' | 'open' | 'told';
  /** Some end has said its name. */
  named: boolean;
  /** Sent and not delivered. */
  queue: CommandWorld[];
  /** Delivered and not completed. */
  taken: CommandWorld[];
  /** The command that was completed last; null once another may stand in its memory. */
  completed: number | null;
}

/** A set from its creation on; it outlives the interfaces of either end. */
export interface SetWorld {
  aborted: boolean;
  /** Some server has opened it. */
  served: boolean;
  configured: boolean;
  devices: DeviceWorld[];
}

export interface ServerWorld {
  /** The state but for an abort, which the set knows. */
  phase: Exclude<ServerState, 'AbnormallyTerminated'>;
  /** Its place among the world's sets; null: the interface has none. */
  set: number | null;
  /** Devices of which the process has a pointer. */
  pointers: boolean[];
  /** `loose`: the devices are closed, and it may return at any time. */
  agent: 'none' | 'waits' | 'loose';
  /** Buffers that were asked for and not yet lent, and those that the server holds. */
  promised: number;
  held: number;
  /** How often buffers were asked for: there is a limit that no document names. */
  requests: number;
}

export interface ClientWorld {
  phase: Exclude<ClientState, 'AbnormallyTerminated'>;
  set: number | null;
  /** The interface had a set before. */
  used: boolean;
  pointers: boolean[];
  /** GetConfiguration waits. */
  configuring: boolean;
  /** Devices on which a GetCommand waits. */
  getting: boolean[];
}

/** All that the model knows: both ends and the sets that there were. Plain data. */
export interface World {
  readonly deviceCount: number;
  sets: SetWorld[];
  server: ServerWorld;
  client: ClientWorld;
  /** Commands sent so far, refused ones too. */
  sent: number;
}

export function newWorld(deviceCount: number): World {
  return { deviceCount, sets: [], server: newServer(deviceCount), client: newClient(deviceCount), sent: 0 };
}

export function newServer(deviceCount: number): ServerWorld {
  return {
    phase: 'DoesNotExist',
    set: null,
    pointers: none(deviceCount),
    agent: 'none',
    promised: 0,
    held: 0,
    requests: 0,
  };
}

export function newClient(deviceCount: number): ClientWorld {
  return {
    phase: 'DoesNotExist',
    set: null,
    used: false,
    pointers: none(deviceCount),
    configuring: false,
    getting: none(deviceCount),
  };
}

export function newSet(deviceCount: number): SetWorld {
  const devices = Array.from({ length: deviceCount }, (_, device): DeviceWorld => {
    const name = { named: device === 0 };
    return { state: 'Unopened', client: 'unopened', ...name, queue: [], taken: [], completed: null };
  });
  return { aborted: false, served: false, configured: false, devices };
}

function none(deviceCount: number): boolean[] {
  return Array.from({ length: deviceCount }, () => false);
}

export function setOf(world: World, end: 'server' | 'client'): SetWorld | null {
  const place = world[end].set;
  return place === null ? null : (world.sets[place] ?? null);
}

export function serverState(world: World): ServerState {
  return setOf(world, 'server')?.aborted === true ? 'AbnormallyTerminated' : world.server.phase;
}

export function clientState(world: World): ClientState {
  return setOf(world, 'client')?.aborted === true ? 'AbnormallyTerminated' : world.client.phase;
}

export function deviceState(set: SetWorld, device: DeviceWorld): DeviceState {
  return set.aborted && device.state !== 'Unopened' ? 'Aborted' : device.state;
}
