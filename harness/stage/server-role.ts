import type { CheckedArguments } from '../vdi/values.js';
import { checkArguments } from './arguments.js';
import { slotOf, type Slot } from '../vdi/interfaces.js';
import { openDevice } from './open-device.js';
import { RemoteComObject } from './remote-object.js';
import { RemoteRole } from './remote-role.js';
import type { AgentRun, Answer, CommandToSend, RemoteObject, ServerRole } from './stage.js';

/** The server end: opens devices, sends commands, lends the completion agent its thread. */
export class RemoteServer extends RemoteRole implements ServerRole {
  #commands = 0;
  #agentRuns = 0;

  openDevice(name: string, set: RemoteObject = this.set): ReturnType<ServerRole['openDevice']> {
    return openDevice(this, set, name, 'IServerVirtualDevice');
  }

  lendThread(set: RemoteObject = this.set): AgentRun {
    const method = described('ExecuteCompletionAgent');
    const call = this.nextCall();
    const times = ++this.#agentRuns;
    const object = new RemoteComObject(this, set.id, this.setInterface);
    const returned = this.pending(call, method, async (bound) => {
      await this.run.step(`${this.name}.${set.id}.lendThread`);
      const at = this.run.now();
      const answered = await this.ask('lendThread', [call, set.id], bound);
      const answer = this.written(object, method, {}, answered, at);
      await this.drain();
      return answer;
    });
    const entered = returned.started.then(() => this.#entered(times));
    // Who does not ask whether it entered must not hear of it as an unhandled rejection.
    entered.catch(() => undefined);
    return { entered, returned };
  }

  async #entered(times: number): Promise<void> {
    const bound = this.bound('callMs', `${this.name}'s thread entering ExecuteCompletionAgent`);
    // The role keeps the limit itself; ours only guards against a role that does not answer at all.
    const guard = { ...this.bound('callMs', bound.awaited), ms: bound.ms * 2 };
    const answered = await this.ask('agentEntered', [times, bound.ms], guard);
    if (answered.how === 'answered' && !answered.value) this.limitOver(bound);
  }

  async send(
    device: RemoteObject,
    commands: readonly CommandToSend[],
  ): Promise<{ numbers: number[]; answers: Answer[] }> {
    const method = described('SendCommand');
    const object = new RemoteComObject(this, device.id, 'IServerVirtualDevice');
    const batch = commands.map((command) =>
      this.completed(method, checkArguments(object.interface, method.name, { ...command }).args),
    );
    const numbers = batch.map((args) => Number(args['command']));
    await this.run.step(`${this.name}.${device.id}.send`);
    const at = this.run.now();
    const bound = this.bound('callMs', `${batch.length} SendCommand of ${this.name}`);
    const answered = await this.ask('send', [device.id, batch], bound);
    if (answered.how !== 'answered') {
      // Which of the batch it was is not known: the first stands for all.
      const answer = this.written(object, method, batch[0] ?? {}, answered, at);
      return { numbers, answers: [answer] };
    }
    const answers = answered.value.map((report, i) =>
      this.written(object, method, batch[i] ?? {}, { how: 'answered', value: report }, at),
    );
    return { numbers, answers };
  }

  async callbacks(count: number): Promise<number> {
    await this.run.step(`${this.name}.callbacks`);
    const bound = this.bound('callbacksMs', `${count} callbacks in ${this.name}`);
    const guard = { ...this.bound('callMs', bound.awaited), ms: bound.ms + this.run.limits.callMs };
    const answered = await this.ask('callbacks', [count, bound.ms], guard);
    if (answered.how !== 'answered') return 0;
    await this.drain();
    if (answered.value < count) this.limitOver(bound);
    return answered.value;
  }

  protected override completed(method: Slot, args: CheckedArguments): CheckedArguments {
    return method.name === 'SendCommand' ? { command: ++this.#commands, ...args } : args;
  }
}

function described(method: string): Slot {
  const slot = slotOf('IServerVirtualDeviceSet2', method) ?? slotOf('IServerVirtualDevice', method);
  if (slot === undefined) throw new TypeError(`the server's interfaces have no method ${method}`);
  return slot;
}
