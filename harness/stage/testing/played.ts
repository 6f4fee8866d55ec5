import { historySchema, type EventOf, type History, type HistoryEvent } from '../../history/history.js';
import type { TargetConnection } from '../../targets/target.js';
import { openSession } from '../session.js';
import type { Stage } from '../stage.js';

/** Runs one case in a session of its own; its history, which is checked against the schema. */
export async function played(
  to: TargetConnection,
  script: (stage: Stage) => Promise<void>,
  processes = 1,
): Promise<History> {
  const session = await openSession(to);
  try {
    const recording = session.record({ rule: 'NONE', scenario: 'test' });
    await recording.runCase({ id: 'c', parameters: {}, processes, waitingCalls: 2 }, script);
    return historySchema.parse(recording.history());
  } finally {
    await session.close();
  }
}

/** The events of a kind, in their order. */
export function eventsOf<K extends HistoryEvent['kind']>({ events }: History, kind: K): EventOf<K>[] {
  return events.filter((event): event is EventOf<K> => event.kind === kind);
}
