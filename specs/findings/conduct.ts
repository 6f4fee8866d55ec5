import type { CallEvent, EventOf } from '../../harness/history/history.js';
import { calls, fail, inconclusive, ofKind, type Events } from './evidence.js';
import type { Judgement } from './finding.js';

/** Signals that only come from outside a process: an operator, a killer of memory hogs, the machine. */
const FROM_OUTSIDE = new Set(['SIGKILL', 'SIGTERM', 'SIGINT', 'SIGHUP', 'SIGQUIT', 'SIGSTOP', 'SIGXCPU']);

export interface Tolerance {
  /** Role whose crash is for the rule itself to judge. */
  readonly crashOf?: string;
}

/**
 * What every judge asks before its own question: could the rule be observed at all, and did the target
 * behave as a program? Answers a judgement if one of these already decides, else null.
 *
 * A fault of the kit or its machine is inconclusive. A crash, a hang or a malformed answer of the target is a
 * fail, whatever the rule. An agent that does not return is left to the rules on the agent.
 */
export function conduct(events: Events, tolerance: Tolerance = {}): Judgement | null {
  return (
    ofTheKit(events) ??
    crash(events, tolerance) ??
    hang(events) ??
    malformed(events) ??
    abandoned(events) ??
    agentStayed(events)
  );
}

function ofTheKit(events: Events): Judgement | null {
  const fault = ofKind(events, 'kit-fault')[0];
  if (fault) return inconclusive(`the kit or its machine failed: ${fault.message} (${fault.code})`, [fault]);
  const killed = ofKind(events, 'process-end').find(
    (end) => end.cause === 'by-itself' && FROM_OUTSIDE.has(end.signal ?? ''),
  );
  if (killed) {
    return inconclusive(`the ${killed.role}’s process was killed from outside (${killed.signal})`, [killed]);
  }
  return null;
}

/** How a process ended, for a reader: a signal's name, or an exit code (in hex where it is a Windows status). */
export function endOf(end: EventOf<'process-end'>): string {
  if (end.signal !== null) return end.signal;
  const code = end.exitCode ?? 0;
  return `exit code ${code >= 0x8000_0000 ? `0x${code.toString(16)}` : code}`;
}

/**
 * The call that the process did not live to answer. Of several the one that began last, for others may have waited
 * since long before; what was called after the process had ended is none of them.
 */
function callCutShort(events: Events, end: EventOf<'process-end'>): CallEvent | undefined {
  return calls(events, { role: end.role }).findLast(
    (call) => call.outcome.how === 'process-ended' && call.atNs <= end.atNs,
  );
}

function crash(events: Events, tolerance: Tolerance): Judgement | null {
  const end = ofKind(events, 'process-end').find(
    (each) => each.cause === 'by-itself' && each.role !== tolerance.crashOf,
  );
  if (!end) return null;
  const call = callCutShort(events, end);
  const during = call ? ` during ${call.interface}::${call.method}` : '';
  return fail(
    `the ${end.role}’s process ended${during}`,
    { expected: 'the process goes on', observed: `it ended with ${endOf(end)}${during}` },
    [call, end],
  );
}

function hang(events: Events): Judgement | null {
  const call = calls(events, {}).find(
    (each) => each.outcome.how === 'no-answer' && each.method !== 'ExecuteCompletionAgent',
  );
  if (call?.outcome.how !== 'no-answer') return null;
  return fail(
    `${call.interface}::${call.method} did not return`,
    {
      expected: 'it returns',
      observed: `no answer within ${call.outcome.afterMs} ms (${call.outcome.limit})`,
    },
    [call],
  );
}

function malformed(events: Events): Judgement | null {
  const output = ofKind(events, 'output').find((each) => each.stream === 'protocol');
  if (!output) return null;
  return fail(
    `the ${output.role}’s process answered what is not an answer`,
    { expected: 'answers to the calls that were made', observed: `${output.bytes} bytes: ${output.excerpt}` },
    [output],
  );
}

function abandoned(events: Events): Judgement | null {
  const event = ofKind(events, 'abandoned')[0];
  if (!event) return null;
  const because = events.find((each) => each.n === event.because);
  return inconclusive(`the scenario could not go on: ${event.why}`, [because, event]);
}

function agentStayed(events: Events): Judgement | null {
  const agent = calls(events, { method: 'ExecuteCompletionAgent' }).find(
    (call) => call.outcome.how === 'no-answer',
  );
  return agent
    ? inconclusive('the completion agent did not return: see CLOSE-08 and CLOSE-13', [agent])
    : null;
}
