import type { KoffiFunction } from '../vdi/native-call.js';

/** Has libuv start the threads of its pool, all of which it does at the first call that runs there. */
export function startPool(anyCall: KoffiFunction): Promise<void> {
  return new Promise((resolve, reject) => {
    anyCall.async((error: Error | null) => {
      if (error) reject(error);
      else resolve();
    });
  });
}
