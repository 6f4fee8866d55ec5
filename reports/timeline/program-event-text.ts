import type { EventOf } from '../../harness/history/history.js';

type ProgramEvent = EventOf<
  'program' | 'program-end' | 'held' | 'stray-write' | 'directed' | 'not-applicable'
>;

/** What was seen of a client that is somebody else's program, for a reader. */
export function programEventText(event: ProgramEvent): string {
  switch (event.kind) {
    case 'program':
      return `${event.file} ${event.args.join(' ')} (${event.direction}, ${event.devices === 1 ? '1 device' : `${event.devices} devices`}, T-SQL by the ${event.statements}, ${event.view} view)`;
    case 'program-end':
      return `told ${event.succeeded ? 'success' : 'failure'} after ${event.ranMs.toFixed(0)} ms${outputOf(event)}`;
    case 'held':
      return `${event.object}.${event.method} was held on ${event.at === 'enter' ? 'its way in' : 'its way back'}${heldFor(event)}`;
    case 'stray-write':
      return `wrote to ${event.buffer}, ${event.size} bytes, of a command that it had completed (seen by ${event.seenBy === 'protected' ? 'protecting its pages' : 'its checksum'})`;
    case 'directed':
      return `the reference’s server ${DIRECTED[event.what]}: ${event.detail}`;
    case 'not-applicable':
      return `the case does not apply: ${event.why}`;
  }
}

const DIRECTED = { planned: 'was told to stop at', reached: 'has stopped at', acted: 'was told to' } as const;

function outputOf({ outputMatched }: EventOf<'program-end'>): string {
  if (outputMatched === null) return '';
  return outputMatched ? ', its output has the pattern' : ', its output lacks the pattern';
}

function heldFor({ atNs, endNs }: EventOf<'held'>): string {
  return endNs === null ? ' until the process ended' : ` for ${((endNs - atNs) / 1e6).toFixed(3)} ms`;
}
