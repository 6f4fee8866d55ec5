import type { EventOf } from '../../harness/history/history.js';
import { ofKind, type Events } from './evidence.js';

type Resources = EventOf<'resources'>;

/** A kind of resource that a process still has and did not have before. */
export interface Left {
  readonly what: 'mapping' | 'descriptor' | 'thread';
  readonly count: number;
  /** Names or ids of what was left. */
  readonly which: string;
}

export function resourcesAt(events: Events, label: string): Resources | undefined {
  return ofKind(events, 'resources').find((event) => event.label === label);
}

/** What `after` has that `before` had not. Threads are told by their number: they bear no lasting names. */
export function leftBehind(
  before: Resources,
  after: Resources,
  without: readonly Left['what'][] = [],
): Left[] {
  const left: Left[] = [
    newOnes(
      'mapping',
      before.mappings.map((each) => each.name),
      after.mappings.map((each) => each.name),
    ),
    newOnes(
      'descriptor',
      before.descriptors.map((each) => each.target),
      after.descriptors.map((each) => each.target),
    ),
    {
      what: 'thread',
      count: after.threads.length - before.threads.length,
      which: after.threads.filter((thread) => !before.threads.includes(thread)).join(', '),
    },
  ];
  return left.filter((each) => each.count > 0 && !without.includes(each.what));
}

/** Names in `after` beyond their number in `before`. */
function newOnes(what: Left['what'], before: readonly string[], after: readonly string[]): Left {
  const remaining = [...before];
  const extra = after.filter((name) => {
    const at = remaining.indexOf(name);
    if (at >= 0) remaining.splice(at, 1);
    return at < 0;
  });
  return { what, count: extra.length, which: extra.join(', ') };
}

export function describe(left: readonly Left[]): string {
  return left
    .map((each) => `${each.count} ${each.what}${each.count === 1 ? '' : 's'} (${each.which})`)
    .join(', ');
}
