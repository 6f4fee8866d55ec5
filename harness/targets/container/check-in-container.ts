import type { Check } from '../target.js';
import { startContainer, type ToStart } from './start-container.js';

/**
 * Starts a container and has it say what COM and the registered library answer there to a program that is not SQL Server, for an
 * instance (null: the default one). The container is gone afterwards.
 */
export async function checkInContainer(
  of: Omit<ToStart, 'onPreparing' | 'signal'>,
  instance: string | null,
): Promise<readonly Check[]> {
  const what = 'container';
  try {
    const { signal } = new AbortController();
    const container = await startContainer({ ...of, onPreparing: () => undefined, signal });
    try {
      const found = await container.control.ask('check', instance, of.limits.roleStartMs);
      return [{ what, ok: true, detail: 'starts, and its program answers' }, ...found];
    } finally {
      container.control.close();
      await container.remove();
    }
  } catch (error) {
    return [{ what, ok: false, detail: (error as Error).message, remedy: 'see what it printed, above' }];
  }
}
