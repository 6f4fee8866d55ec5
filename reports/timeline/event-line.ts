import { endOf } from '../../specs/findings/process-end.js';
import { programEventText } from './program-event-text.js';
import { sqlEventText } from './sql-event-text.js';
import type { CallEvent, EventOf, HistoryEvent, Outcome } from '../../harness/history/history.js';

/** One event in one line, for a reader who has not seen the schema: who did what, and what came of it. */
export function eventLine(event: HistoryEvent): string {
  return `${relativeTime(event.atNs)}  ${'role' in event && event.role !== undefined ? `${event.role}: ` : ''}${eventText(event)}`;
}

/** Milliseconds since the history's first event. */
export function relativeTime(ns: number): string {
  return `+${(ns / 1e6).toFixed(3)} ms`;
}

/**
 * What happened, without when and by whom.
 * @param brief without the fields of structures.
 */
export function eventText(event: HistoryEvent, brief = false): string {
  switch (event.kind) {
    case 'call':
      return `${callText(event, brief)} → ${outcomeText(event, brief)}`;
    case 'agent':
      return `completion agent ${event.what} on thread ${event.thread}${event.name === undefined ? '' : `: ${event.name}`}`;
    case 'callback':
      return `callback for ${event.command === null ? 'no known command' : `command ${event.command}`}: ${event.completionName}, ${event.bytesTransferred} bytes, on thread ${event.thread}`;
    case 'resources':
      return `resources (${event.label}): ${event.mappings.length} mappings, ${event.descriptors.length} descriptors, ${event.threads.length} threads${event.modules === undefined ? '' : `, ${event.modules.length} modules`}`;
    case 'ranges':
      return `ranges (${event.label}, seen from ${event.seenFrom}): ${event.ranges.map((range) => `${range.label} ${range.mapped ? 'mapped' : 'not mapped'}`).join(', ')}`;
    case 'objects':
      return `named objects (${event.label}): ${event.objects.length === 0 ? 'none' : event.objects.join(', ')}`;
    case 'touch':
      return `${event.access} of a byte at ${event.address}: ${event.survived ? 'the process survived' : 'the process did not survive'}`;
    case 'buffer':
      return `buffer ${event.label}, ${event.size} bytes: ${event.intact ? 'intact' : 'changed'}`;
    case 'unload':
      return event.canUnload === null
        ? `library unloaded (${event.label}): no answer`
        : `library unloaded (${event.label}): DllCanUnloadNow ${event.canUnload.name}, ${event.stillLoaded === true ? 'still loaded' : 'gone'}`;
    case 'process-start':
      return `${event.class} process started`;
    case 'process-end':
      return `process ended (${event.cause}): ${ended(event)}`;
    case 'left-running':
      return `left running when the process had ended: ${event.processes.map(({ pid, name }) => `${name} (${pid})`).join(', ')}`;
    case 'output':
      return `${event.bytes} bytes on ${event.stream}: ${JSON.stringify(event.excerpt)}`;
    case 'limit':
      return `limit ${event.limit} over after ${event.afterMs} ms, awaiting ${event.awaited}`;
    case 'abandoned':
      return `the case was abandoned: ${event.why}`;
    case 'kit-fault':
      return `fault of the kit ${event.code}: ${event.message}`;
    case 'statement':
    case 'error-log':
    case 'backup-history':
    case 'killed-session':
    case 'server-facts':
      return sqlEventText(event);
    case 'program':
    case 'program-end':
    case 'held':
    case 'stray-write':
    case 'directed':
    case 'not-applicable':
      return programEventText(event);
  }
}

function ended(event: EventOf<'process-end'>): string {
  if (event.signal !== null) return `signal ${event.signal}`;
  return event.exitCode === null ? 'exit code unknown' : endOf(event);
}

/** Which method of what was called, with what. */
export function callText(event: CallEvent, brief = false): string {
  return `${event.object}.${event.method}(${plain(event.args, brief)})`;
}

/** What a call answered, and how long it took. */
export function outcomeText(event: CallEvent, brief = false): string {
  return `${outcome(event.outcome, brief)}${took(event)}`;
}

function outcome(of: Outcome, brief: boolean): string {
  switch (of.how) {
    case 'returned':
      return of.name + (Object.keys(of.results).length === 0 ? '' : ` {${plain(of.results, brief)}}`);
    case 'value':
      return String(of.value);
    case 'process-ended':
      return 'no answer: the process ended';
    case 'no-answer':
      return `no answer within ${of.afterMs} ms (${of.limit})`;
  }
}

function took(event: CallEvent): string {
  return event.endNs === null ? '' : `  [${((event.endNs - event.atNs) / 1e6).toFixed(3)} ms]`;
}

function plain(values: CallEvent['args'], brief: boolean): string {
  return Object.entries(values)
    .map(([name, value]) => `${name}=${valueText(value, brief)}`)
    .join(', ');
}

function valueText(value: CallEvent['args'][string], brief: boolean): string {
  if (brief && typeof value === 'object' && value !== null) return '{…}';
  return typeof value === 'string' ? value : JSON.stringify(value);
}
