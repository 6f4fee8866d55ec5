import type { CallEvent } from '../../harness/history/history.js';
import { CLIENT_DEVICE, calls, succeeded, type Events } from './evidence.js';

/** What went through a device in one direction: of each command that carried data its bytes, and their checksum. */
export interface Carried {
  readonly sizes: number[];
  readonly checksums: number[];
  readonly calls: CallEvent[];
}

/**
 * The data of a run by device, in the order in which the commands were given: of a backup what GetCommand gave to be written, of a
 * restore what CompleteCommand gave back.
 */
export function dataOf(events: Events, role: string, what: 'Write' | 'Read'): Map<string, Carried> {
  const found = new Map<string, Carried>();
  const own = calls(events, { interface: CLIENT_DEVICE }).filter(
    (call) => call.role === role || call.role.startsWith(`${role}.`),
  );
  for (const given of own.filter((call) => call.method === 'GetCommand' && succeeded(call))) {
    const command = given.outcome.how === 'returned' ? given.outcome.results : {};
    const completed = own.find(
      (call) =>
        call.method === 'CompleteCommand' &&
        call.object === given.object &&
        call.args['command'] === command['command'] &&
        call.atNs > given.atNs,
    );
    const { checksum } = what === 'Write' ? command : (completed?.args ?? {});
    if (typeof checksum !== 'number') continue;
    const carried = found.get(given.object) ?? { sizes: [], checksums: [], calls: [] };
    found.set(given.object, carried);
    carried.sizes.push(Number(what === 'Write' ? command['size'] : completed?.args['bytesTransferred']));
    carried.checksums.push(checksum);
    carried.calls.push(completed ?? given);
  }
  return found;
}
