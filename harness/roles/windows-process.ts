import koffi from 'koffi';
import { WindowsOwnProbe } from '../probes/windows-own.js';
import type { OwnProcess } from './own-process.js';
import { startPool } from './start-pool.js';

export class WindowsProcess implements OwnProcess {
  readonly probe = new WindowsOwnProbe();

  behave(): void {
    // Nothing to do. Node has told Windows to show no box when it crashes, and the agent's Node has put this process
    // into a job that ends with the agent.
  }

  /** As many as the agent said in the environment: libuv does not see what is changed there later. */
  startThreads(count: number): Promise<void> {
    const most = Number(process.env['UV_THREADPOOL_SIZE']);
    if (count > most) throw new RangeError(`${count} threads were asked for; this process can have ${most}`);
    return startPool(koffi.load('kernel32.dll').func('uint32 GetCurrentProcessId()'));
  }

  watchThreads(): null {
    return null;
  }
}
