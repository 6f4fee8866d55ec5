import { KitError } from '../errors/kit-error.js';
import type { LimitName } from '../limits/limits.js';

/**
 * Waits for something that is bounded by a named limit.
 * @throws KitError LIMIT_OVER, naming what was awaited, for how long, and the limit.
 */
export async function within<T>(what: Promise<T>, limit: LimitName, ms: number, awaited: string): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const over = new Promise<never>((_, reject) => {
    timer = setTimeout(() => {
      reject(
        new KitError('LIMIT_OVER', `${awaited}: not within ${ms} ms (limit ${limit})`, {
          awaited,
          afterMs: ms,
          limit,
          remedy: 'On a slow machine, give --patience.',
        }),
      );
    }, ms);
  });
  try {
    return await Promise.race([what, over]);
  } finally {
    clearTimeout(timer);
  }
}
