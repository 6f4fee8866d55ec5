import { departed, WRITTEN } from './client-departure.js';
import type { EventOf } from '../../harness/history/history.js';
import { answered, fail, inconclusive, ofKind, type Events } from './evidence.js';
import { endOfCall, programRuns, setsOf, type ProgramRun } from './client.js';
import { notOfTheTarget } from './conduct.js';
import type { Judgement } from './finding.js';
import { endOf } from './process-end.js';

/** Exit codes with which Windows ends a process itself: a fatal status, or an exception that nobody has caught. */
const FATAL_STATUS = 0xc0000000;
/** From here on they are small negative numbers, with which many a program tells its own failure: Microsoft's samples with -1. */
const NEGATIVE_CODES = 0xffff0000;

/**
 * What every judge of a vendor's client asks before its own question: does the case apply, could it be observed, and did the client
 * behave as a program? One that crashes, hangs or leaves processes behind fails, whatever the rule.
 */
export function clientConduct(events: Events): Judgement | null {
  return (
    notApplicable(events) ??
    notOfTheTarget(withoutClient(events)) ??
    abandoned(events) ??
    firstOf(events, crashed) ??
    firstOf(events, hung) ??
    leftRunning(events)
  );
}

/** How a client's process ended is for this file to judge. */
function withoutClient(events: Events): Events {
  const clients = new Set(ofKind(events, 'program').map(({ role }) => role));
  return events.filter((event) => event.kind !== 'process-end' || !clients.has(event.role));
}

function firstOf(
  events: Events,
  judge: (run: ProgramRun, events: Events) => Judgement | null,
): Judgement | null {
  for (const run of programRuns(events)) {
    const found = judge(run, events);
    if (found !== null) return found;
  }
  return null;
}

function notApplicable(events: Events): Judgement | null {
  const [event] = ofKind(events, 'not-applicable');
  return event ? { verdict: 'not-applicable', reason: event.why, decidedBy: [event.n] } : null;
}

function abandoned(events: Events): Judgement | null {
  const [event] = ofKind(events, 'abandoned');
  return event ? inconclusive(`the scenario could not go on: ${event.why}`, [event]) : null;
}

function crashed({ end, calls: own }: ProgramRun): Judgement | null {
  if (end?.cause !== 'by-itself') return null;
  const { signal, exitCode } = end;
  const code = exitCode ?? 0;
  if (signal === null && (code < FATAL_STATUS || code >= NEGATIVE_CODES)) return null;
  if (signal === 'SIGKILL') return inconclusive('the client was killed from outside', [end]);
  const during = own.findLast(({ outcome }) => outcome.how === 'process-ended');
  const last = during ?? own.at(-1);
  const where =
    last === undefined ? '' : `, ${during ? 'during' : 'after'} ${last.interface}::${last.method}`;
  return fail(
    'the client crashed',
    {
      expected: 'the client ends by itself',
      observed: `it ended with ${endOf(end)}${where}`,
      ...departed(end, 'crashed', 'go on, or close its set and end', WRITTEN.abort),
    },
    [last, end],
  );
}

function hung({ program: { role }, calls: own, end }: ProgramRun, events: Events): Judgement | null {
  const limit = ofKind(events, 'limit').find((each) => each.role === role && ENDS.has(each.limit));
  if (limit === undefined) return null;
  const waits = own.findLast(({ outcome }) => outcome.how === 'process-ended');
  const last = waits ?? own.at(-1);
  const where = last === undefined ? '' : `; its last call was ${last.interface}::${last.method}`;
  return fail(
    'the client did not end',
    {
      expected: 'it ends',
      observed: `it still ran after ${limit.afterMs} ms (${limit.limit})${where}`,
      ...departed(last, `stayed in, or after, ${last?.method ?? ''}`, 'close its set and end', WRITTEN.abort),
    },
    [last, limit, end ?? undefined],
  );
}

const ENDS = new Set(['clientEndMs', 'clientRunMs']);

function leftRunning(events: Events): Judgement | null {
  const [left] = ofKind(events, 'left-running');
  if (!left) return null;
  return fail(
    'the client left other processes running',
    { expected: 'none', observed: left.processes.map(({ name }) => name).join(', ') },
    [left],
  );
}

/** Whether what the case is about has happened: the server did it, with the client where it was to be. */
export function cameAbout(events: Events): Judgement | EventOf<'directed'> {
  const acted = ofKind(events, 'directed').find(({ what }) => what === 'acted');
  if (acted) return acted;
  const [limit] = ofKind(events, 'limit').filter(({ limit: name }) => name === 'clientStepMs');
  if (limit) return inconclusive(`the client did not come to it: ${limit.awaited}`, [limit]);
  const [run] = programRuns(events);
  const ended = run?.end ?? undefined;
  return ended
    ? fail(
        'the client ended before anything had happened to its set',
        { expected: 'it goes on with the backup', observed: `it ended with ${endOf(ended)}` },
        [run?.calls.at(-1), ended],
      )
    : inconclusive('the server’s end was not told what to do');
}

export function isJudgement(of: Judgement | EventOf<'directed'>): of is Judgement {
  return 'verdict' in of;
}

/** Each of its sets was closed once, and nothing is left; null when it is so. */
export function judgeStopped(events: Events, run: ProgramRun): Judgement | null {
  return (run.program.view === 'inside' ? judgeClosedOnce(run) : null) ?? judgeNothingLeft(events);
}

/** @param how what had become of the backup. */
export function judgeNotSucceeded(
  { told }: ProgramRun,
  how: 'aborted' | 'refused' = 'aborted',
): Judgement | null {
  if (told?.succeeded !== true) return null;
  return fail(
    `the client told success of a backup that was ${how}`,
    {
      expected: 'failure is told',
      observed: 'success',
      ...departed(told, 'told success', 'tell failure', WRITTEN.abort),
    },
    [told],
  );
}

/** Every set of the run was closed, and closed once. What the process's end took with it was not closed. */
export function judgeClosedOnce(run: ProgramRun): Judgement | null {
  for (const { made, calls: own } of setsOf(run)) {
    if (made === null || !answered(made, 'NOERROR')) continue;
    const closes = own.filter(({ method }) => method === 'Close');
    const [first, second] = closes;
    if (first === undefined) {
      return fail(
        'the client did not close its set',
        {
          expected: 'Close, once',
          observed: 'no Close',
          ...departed(run.end, 'ended without Close', 'close the set first', WRITTEN.clientClose),
        },
        [made, run.end ?? undefined],
      );
    }
    if (second !== undefined) {
      return fail(
        'the client closed its set more than once',
        {
          expected: 'Close, once',
          observed: `${closes.length} calls of Close`,
          ...departed(second, 'closed a set that was closed', 'close it once', WRITTEN.states),
        },
        [first, second],
      );
    }
  }
  return null;
}

export function judgeNothingLeft(events: Events): Judgement | null {
  const left = ofKind(events, 'objects').find(({ objects }) => objects.length > 0);
  if (!left) return null;
  return fail(
    'something with the set’s name was left',
    { expected: 'no named object', observed: left.objects.join(', ') },
    [left],
  );
}

/** The first call of the run that was answered with VD_E_ABORT: from then on its thread knows. */
export function toldOfAbort({ calls: own }: Pick<ProgramRun, 'calls'>) {
  return own.filter((call) => answered(call, 'VD_E_ABORT')).sort((a, b) => endOfCall(a) - endOfCall(b))[0];
}

/** Used by judges whose question is the recording's. */
export function insideView(run: ProgramRun): Judgement | null {
  if (run.program.view === 'inside') return null;
  return inconclusive('the client’s calls are not recorded here: the outside view cannot tell', [
    run.program,
  ]);
}
