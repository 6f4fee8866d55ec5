import type { Check } from '../target.js';
import { aborted } from './aborted.js';
import { startContainer, type ToStart } from './start-container.js';

/**
 * Starts a container and has it say what COM and the registered library answer there to a program that is not SQL Server, for an
 * instance (null: the default one). The container is gone afterwards.
 * @throws the signal's reason.
 */
export async function checkInContainer(
  of: Omit<ToStart, 'onPreparing'>,
  instance: string | null,
): Promise<readonly Check[]> {
  const what = 'container';
  const { signal, limits } = of;
  try {
    const container = await startContainer({ ...of, onPreparing: () => undefined });
    try {
      const asked = container.control.ask('check', instance, limits.roleStartMs);
      const found = await Promise.race([asked, aborted(signal)]);
      return [{ what, ok: true, detail: 'starts, and its program answers' }, ...found];
    } finally {
      await container.remove();
    }
  } catch (error) {
    if (signal.aborted) throw signal.reason;
    return [{ what, ok: false, detail: (error as Error).message, remedy: 'see what it printed, above' }];
  }
}
