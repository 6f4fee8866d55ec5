import type { RunningTarget } from '../../targets/target.js';
import type { Problem } from '../../../reports/json/run-document.js';

/**
 * Does something with a running target and stops the target afterwards, however it ended. When the signal is
 * aborted the target is stopped at once, without waiting for what is under way.
 * @returns also the problem of a target that could not be stopped: something of it may be left behind.
 * @throws what `work` threw, or the signal's reason.
 */
export async function whileRunning<T>(
  running: RunningTarget,
  signal: AbortSignal | undefined,
  work: () => Promise<T>,
): Promise<{ result: T; problems: Problem[] }> {
  const problems: Problem[] = [];
  let result: T;
  try {
    result = await unlessAborted(work(), signal);
  } finally {
    try {
      await running.stop();
    } catch (error) {
      problems.push({ where: 'stopping the target', message: String(error) });
    }
  }
  return { result, problems };
}

async function unlessAborted<T>(work: Promise<T>, signal: AbortSignal | undefined): Promise<T> {
  if (signal === undefined) return work;
  let onAbort = (): void => undefined;
  const aborted = new Promise<never>((_resolve, reject) => {
    onAbort = () => {
      reject(signal.reason as Error);
    };
    if (signal.aborted) onAbort();
    else signal.addEventListener('abort', onAbort, { once: true });
  });
  try {
    return await Promise.race([work, aborted]);
  } finally {
    signal.removeEventListener('abort', onAbort);
    // What is no longer waited for may still fail, because its target is gone.
    work.catch(() => undefined);
  }
}
