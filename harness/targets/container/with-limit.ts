import { KitError } from '../../errors/kit-error.js';
import type { LimitName } from '../../limits/limits.js';

/**
 * Does what gives up by itself when its signal is aborted: by the caller's signal, or because a limit is over.
 * @throws KitError LIMIT_OVER; what `work` throws, the caller's reason among it.
 */
export async function withLimit<T>(
  limit: LimitName,
  ms: number,
  signal: AbortSignal,
  work: (until: AbortSignal) => Promise<T>,
): Promise<T> {
  const over = new KitError('LIMIT_OVER', `the container’s image: not within ${ms} ms (limit ${limit})`, {
    awaited: 'the container’s image',
    afterMs: ms,
    limit,
    remedy: 'On a slow machine, give --patience.',
  });
  const tooLate = new AbortController();
  const timer = setTimeout(() => {
    tooLate.abort(over);
  }, ms);
  try {
    return await work(AbortSignal.any([signal, tooLate.signal]));
  } finally {
    clearTimeout(timer);
  }
}
