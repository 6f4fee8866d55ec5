import { HISTORY_SCHEMA, type History, type HistoryEvent } from '../../harness/history/history.js';

/** A history of one case with these events, for tests of what is shown of it. */
export function handMadeHistory({ events }: { readonly events: readonly HistoryEvent[] }): History {
  const library = { file: 'f', sha256: 's', version: null };
  return {
    schema: HISTORY_SCHEMA,
    rule: 'CLIENT-CLOSE-01',
    scenario: 's',
    kit: { name: 'k', version: '0' },
    target: { name: 't', platform: 'p', library, fault: null },
    startedAt: '2026-01-01T00:00:00.000Z',
    cases: [{ id: 'case', parameters: {} }],
    events: [...events],
  };
}
