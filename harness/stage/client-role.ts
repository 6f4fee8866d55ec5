import type { CallReport } from '../agent/protocol.js';
import { checkArguments } from './arguments.js';
import { openDevice } from './open-device.js';
import { RemoteComObject } from './remote-object.js';
import { RemoteRole } from './remote-role.js';
import type { Answer, ClientRole, ReceivedCommand, RemoteObject } from './stage.js';

/** The client end: opens devices, gets commands and completes them. */
export class RemoteClient extends RemoteRole implements ClientRole {
  openDevice(name: string, set: RemoteObject = this.set): ReturnType<ClientRole['openDevice']> {
    return openDevice(this, set, name, 'IClientVirtualDevice');
  }

  async take(device: RemoteObject, count: number): Promise<{ taken: ReceivedCommand[]; last: Answer }> {
    const object = new RemoteComObject(this, device.id, 'IClientVirtualDevice');
    // GetCommand's own time-out is the limit, so that a queue that stays empty gives an answer to record.
    const timeoutMs = Math.ceil(this.run.limits.waitingCallMs);
    const { method, args } = checkArguments(object.interface, 'GetCommand', { timeoutMs });
    await this.run.step(`${this.name}.${device.id}.take`);
    const at = this.run.now();
    const awaited = `${count} GetCommand of ${this.name}`;
    const bound = { ...this.bound('waitingCallMs', awaited), ms: timeoutMs + this.run.limits.callMs };
    const answered = await this.ask('take', [device.id, count, timeoutMs], bound);
    if (answered.how !== 'answered') {
      return { taken: [], last: this.written(object, method, args, answered, at) };
    }
    const answers = answered.value.map((value) =>
      this.written(object, method, args, { how: 'answered', value }, at),
    );
    const last = answers.at(-1);
    if (last === undefined) throw new TypeError('take was asked for no command at all');
    return { taken: answered.value.filter(gave).map(received), last };
  }

  async complete(device: RemoteObject, commands: readonly ReceivedCommand[]): Promise<Answer[]> {
    const object = new RemoteComObject(this, device.id, 'IClientVirtualDevice');
    const batch = commands.map(({ command, size }) =>
      checkArguments(object.interface, 'CompleteCommand', {
        command,
        completionCode: 0,
        bytesTransferred: size,
        position: 0,
      }),
    );
    await this.run.step(`${this.name}.${device.id}.complete`);
    const [first] = batch;
    if (first === undefined) return [];
    const at = this.run.now();
    const bound = this.bound('callMs', `${batch.length} CompleteCommand of ${this.name}`);
    const answered = await this.ask('complete', [device.id, batch.map(({ args }) => args)], bound);
    // Which of the batch did not return is not known: the first stands for all.
    if (answered.how !== 'answered') return [this.written(object, first.method, first.args, answered, at)];
    return answered.value.map((value, i) =>
      this.written(object, first.method, batch[i]?.args ?? {}, { how: 'answered', value }, at),
    );
  }
}

function gave(report: CallReport): boolean {
  return report.value === 0 && typeof report.results['command'] === 'string';
}

function received({ results }: CallReport): ReceivedCommand {
  return {
    command: results['command'] as string,
    commandCode: Number(results['commandCode']),
    size: Number(results['size']),
    position: Number(results['position']),
    buffer: typeof results['buffer'] === 'string' ? results['buffer'] : null,
  };
}
