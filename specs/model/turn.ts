import { COMPLETION } from '../../harness/vdi/codes.js';
import { CLIENT_TABLE, type ClientEvent } from './client-table.js';
import { DEVICE_TABLE, type DeviceEvent } from './device-table.js';
import type { Callback, Return, WaitingCall } from './outcome.js';
import { SERVER_TABLE, type ServerEvent } from './server-table.js';
import { ABORT, lookUp, OK, type Answers } from './table.js';
import {
  clientState,
  deviceState,
  serverState,
  setOf,
  type DeviceWorld,
  type SetWorld,
  type World,
} from './world.js';

/** One step on its way through the tables: changes the world that it is given, and collects what is due. */
export class Turn {
  readonly callbacks: Callback[] = [];
  readonly returns: Return[] = [];
  readonly transitions: string[] = [];
  waiting: WaitingCall | undefined;
  command: number | undefined;

  constructor(readonly world: World) {}

  /** The server's cell: counted, and its state taken on. */
  server(event: ServerEvent, which?: string): Answers {
    const { cell, id } = lookUp('server', SERVER_TABLE, event, serverState(this.world), which);
    this.#count(id, cell.unreachable);
    if (cell.to !== undefined && cell.to !== 'AbnormallyTerminated') this.world.server.phase = cell.to;
    return cell.answers;
  }

  client(event: ClientEvent, which?: string): Answers {
    const { cell, id } = lookUp('client', CLIENT_TABLE, event, clientState(this.world), which);
    this.#count(id, cell.unreachable);
    if (cell.to !== undefined && cell.to !== 'AbnormallyTerminated') this.world.client.phase = cell.to;
    return cell.answers;
  }

  device(set: SetWorld, device: DeviceWorld, event: DeviceEvent): Answers {
    const { cell, id } = lookUp('device', DEVICE_TABLE, event, deviceState(set, device));
    this.#count(id, cell.unreachable);
    if (cell.to !== undefined && cell.to !== 'Aborted') device.state = cell.to;
    return cell.answers;
  }

  #count(id: string, unreachable: string | undefined): void {
    if (unreachable !== undefined)
      throw new TypeError(`the model reached what its table calls unreachable: ${id}`);
    this.transitions.push(id);
  }

  /** SignalAbort processing: for both ends, whoever caused it. `cause` as the other end's table calls it. */
  abort(set: SetWorld, cause: 'server aborts' | 'server dies' | 'client aborts' | 'client dies'): void {
    if (set.aborted) return;
    const { world } = this;
    if (cause.startsWith('server') && setOf(world, 'client') === set)
      this.client(`the ${cause}` as ClientEvent);
    if (cause.startsWith('client') && setOf(world, 'server') === set)
      this.server(`the ${cause}` as ServerEvent);
    for (const device of set.devices) this.device(set, device, 'the set is aborted');
    set.aborted = true;
    if (setOf(world, 'server') === set) this.#abortServer(set);
    if (setOf(world, 'client') === set) this.#abortClient();
    // What the client took it still has, and may try to complete.
    for (const device of set.devices) device.queue = [];
  }

  #abortServer(set: SetWorld): void {
    // What was outstanding on a closed device has been called back.
    for (const device of set.devices.filter(({ state }) => state !== 'Closed'))
      for (const { number } of [...device.queue, ...device.taken])
        this.calledBack(number, COMPLETION.ERROR_OPERATION_ABORTED);
    // An agent that was free to go may have gone before.
    if (this.world.server.agent !== 'none')
      this.agentReturns(this.world.server.agent === 'loose' ? [...OK, ...ABORT] : ABORT);
  }

  #abortClient(): void {
    const { client } = this.world;
    if (client.configuring) this.returns.push({ end: 'client', id: 'configuration', answers: ABORT });
    client.configuring = false;
    client.getting.forEach((waits, device) => {
      if (waits) this.returns.push({ end: 'client', id: `device-${device}`, answers: ABORT });
      client.getting[device] = false;
    });
  }

  calledBack(command: number, ...codes: number[]): void {
    this.callbacks.push({ command, codes });
  }

  agentReturns(answers: Answers): void {
    this.returns.push({ end: 'server', id: 'agent', answers });
    this.world.server.agent = 'none';
  }
}
