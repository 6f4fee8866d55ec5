import type { EventOf } from '../../harness/history/history.js';

type SqlEvent = EventOf<'statement' | 'error-log' | 'backup-history' | 'killed-session' | 'server-facts'>;

/** What was seen of SQL Server, for a reader; messages and log lines in their order. */
export function sqlEventText(event: SqlEvent): string {
  return `${event.session}: ${what(event)}`;
}

function what(event: SqlEvent): string {
  switch (event.kind) {
    case 'statement':
      return `${event.text} → ${statementEnd(event)}`;
    case 'error-log':
      return `ERRORLOG (${event.label}): ${event.lines.length} lines${list(event.lines.map(({ text }) => text))}`;
    case 'backup-history':
      return `msdb (${event.label}): ${event.backups.length} backups${list(
        event.backups.map(
          ({ backupSetId, type, devices }) =>
            `${backupSetId} of type ${type}, device_type ${devices.map((each) => each.type).join(', ')}`,
        ),
      )}`;
    case 'killed-session': {
      const waited = event.waitedMs > 0 ? ` after ${event.waitedMs.toFixed(0)} ms` : '';
      const limit = event.limit === null ? '' : `, limit ${event.limit}`;
      return `killed session ${event.spid} (${event.label}): ${event.listed ? 'listed' : 'gone'}${waited}${limit}`;
    }
    case 'server-facts':
      return `session ${event.spid} with ${event.version} (${event.productVersion}, ${event.edition}), ${libraryOf(event)}`;
  }
}

/** How a statement ended, how long it took, and what was said meanwhile. */
export function statementEnd(event: EventOf<'statement'>): string {
  return `${ended(event)}  [${event.durationMs.toFixed(3)} ms]${list(event.messages.map(said))}`;
}

function libraryOf({ vdiLibrary, noVdiLibrary }: EventOf<'server-facts'>): string {
  if (vdiLibrary === null) return `no VDI library seen: ${noVdiLibrary ?? ''}`;
  const { file, fileVersion } = vdiLibrary;
  return `VDI library ${file}${fileVersion === null ? '' : ` ${fileVersion}`}`;
}

function said({
  number,
  class: severity,
  state,
  line,
  text,
}: EventOf<'statement'>['messages'][number]): string {
  return `${number}, level ${severity}, state ${state}, line ${line}: ${text}`;
}

function ended({ ending }: EventOf<'statement'>): string {
  switch (ending.how) {
    case 'cancelled':
      return `cancelled after ${ending.afterMs.toFixed(0)} ms, ${ending.by === 'caller' ? 'as asked' : `limit ${ending.limit ?? ''}`}`;
    case 'no-answer':
      return `no answer within ${ending.afterMs.toFixed(0)} ms (${ending.limit})`;
    case 'connection-lost':
      return `connection lost: ${ending.why}`;
    default:
      return ending.how;
  }
}

function list(texts: readonly string[]): string {
  return texts.length === 0 ? '' : ` {${texts.join(' | ')}}`;
}
