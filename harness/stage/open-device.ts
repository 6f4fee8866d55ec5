import type { InterfaceName } from '../vdi/interfaces.js';
import { RemoteComObject } from './remote-object.js';
import type { RemoteRole } from './remote-role.js';
import type { Answer, RemoteObject } from './stage.js';

/** OpenDevice of either end: the answer, and the device if there is one. */
export async function openDevice(
  role: RemoteRole,
  set: RemoteObject,
  name: string,
  as: InterfaceName,
): Promise<{ answer: Answer; device: RemoteObject | null }> {
  const answer = await set.call('OpenDevice', { name });
  const id = answer.results['object'];
  return { answer, device: typeof id === 'string' ? new RemoteComObject(role, id, as) : null };
}
