import { setImmediate as turn } from 'node:timers/promises';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

let collect: (() => void) | null = null;

/**
 * Bytes that this process has in use, in V8's heap and beside it, without what is only waiting to be collected: that is
 * collected first. Resident memory would say less: a process may grow without need, and shrink when it is idle.
 */
export async function memoryInUse(): Promise<number> {
  if (collect === null) {
    setFlagsFromString('--expose-gc');
    collect = runInNewContext('gc') as () => void;
  }
  collect();
  // What was closed lets go of its memory in the event loop, and only then can that be collected.
  await turn();
  await turn();
  collect();
  const { heapUsed, external } = process.memoryUsage();
  return heapUsed + external;
}
