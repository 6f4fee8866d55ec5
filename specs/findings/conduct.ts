import type { CallEvent, EventOf } from '../../harness/history/history.js';
import { hresultCode } from '../../harness/vdi/codes.js';
import { calls, fail, inconclusive, ofKind, type Events } from './evidence.js';
import type { Judgement } from './finding.js';
import { endOf } from './process-end.js';

/** Signals that only come from outside a process: an operator, a killer of memory hogs, the machine. */
const FROM_OUTSIDE = new Set(['SIGKILL', 'SIGTERM', 'SIGINT', 'SIGHUP', 'SIGQUIT', 'SIGSTOP', 'SIGXCPU']);

/** Statuses with which Windows ends a process for somebody else: its console was closed, its user logged off. */
const STATUS_FROM_OUTSIDE = new Set([0xc000013a, 0x40010004]);

/** The severity bit and facility of VD_E_*. */
const VDI_FACILITY = 0x8077;

/** Almost all that a role may have (harness/roles/linux-process.ts). */
const MANY_DESCRIPTORS = 4_000;

/** A shortage that the machine may have by itself. */
const OUT_OF_MEMORY = new Set(['VD_E_MEMORY', 'E_OUTOFMEMORY']);

/** As much of what was printed as a finding needs, in characters. */
const EXCERPT = 200;

/** What a user can do about answers that are about his machine. */
const ADVICE: Readonly<Record<string, string>> = {
  VD_E_INSTANCE_NAME: 'name a SQL Server instance of this machine with --instance (doctor lists them)',
  VD_E_SECURITY: "this account may not: try as an administrator, or as the account of the instance's service",
};

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
    notOfTheTarget(events) ??
    crash(events, tolerance) ??
    hang(events) ??
    malformed(events) ??
    printed(events) ??
    hungUp(events) ??
    leftRunning(events) ??
    usedUp(events) ??
    malformedAnswer(events) ??
    abandoned(events) ??
    agentStayed(events)
  );
}

/** The kit, its machine, or somebody outside: nothing is known of the target then. */
export function notOfTheTarget(events: Events): Judgement | null {
  const fault = ofKind(events, 'kit-fault')[0];
  if (fault) return inconclusive(`the kit or its machine failed: ${fault.message} (${fault.code})`, [fault]);
  const killed = ofKind(events, 'process-end').find(
    (end) =>
      end.cause === 'by-itself' &&
      (FROM_OUTSIDE.has(end.signal ?? '') || STATUS_FROM_OUTSIDE.has(end.exitCode ?? 0)),
  );
  if (killed) {
    return inconclusive(`the ${killed.role}’s process was killed from outside (${endOf(killed)})`, [killed]);
  }
  const short = becauseOf(events);
  if (short?.outcome.how === 'returned' && OUT_OF_MEMORY.has(short.outcome.name)) {
    const { name } = short.outcome;
    return inconclusive(`the machine had no memory for ${short.interface}::${short.method} (${name})`, [
      short,
    ]);
  }
  return null;
}

/** The answer that the scenario could not go on with. */
function becauseOf(events: Events): CallEvent | undefined {
  const because = ofKind(events, 'abandoned')[0]?.because;
  return ofKind(events, 'call').find((each) => each.n === because);
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

/** A program that loads the library may write the backup itself there: not a byte of it is the library's. */
function printed(events: Events): Judgement | null {
  const output = ofKind(events, 'output').find((each) => each.stream === 'stdout');
  if (!output) return null;
  return fail(
    `the library wrote to the standard output of the ${output.role}’s process`,
    {
      expected: 'nothing: standard output belongs to the program that loads the library',
      observed: `${output.bytes} bytes: ${(output.excerpt.split('\n')[0] ?? '').slice(0, EXCERPT)}`,
    },
    [output],
  );
}

/** The kit kills a process without a limit being over only when its connection was cut from within. */
function hungUp(events: Events): Judgement | null {
  const awaited = new Set(ofKind(events, 'limit').map(({ role }) => role));
  const end = ofKind(events, 'process-end').find(
    (each) => each.cause === 'killed-by-kit' && !awaited.has(each.role),
  );
  if (!end) return null;
  const call = callCutShort(events, end);
  const during = call ? ` during ${call.interface}::${call.method}` : '';
  return fail(
    `the ${end.role}’s process was cut off from the kit${during}`,
    { expected: 'descriptors that the library did not open are left alone', observed: `cut off${during}` },
    [call, end],
  );
}

function leftRunning(events: Events): Judgement | null {
  const left = ofKind(events, 'left-running')[0];
  if (!left) return null;
  return fail(
    `the ${left.role}’s process left other processes running`,
    {
      expected: 'none',
      observed: left.processes.map(({ pid, name }) => `${name} (process ${pid})`).join(', '),
    },
    [left],
  );
}

/** No session needs a tenth of that: 64 devices have their mappings, and a thread or a descriptor each at most. */
function usedUp(events: Events): Judgement | null {
  const looked = ofKind(events, 'resources').find(
    // SQL Server's own process holds what it likes.
    (each) => each.role !== 'engine' && each.descriptors.length >= MANY_DESCRIPTORS,
  );
  if (!looked) return null;
  return fail(
    `the library used up the descriptors of the ${looked.role}’s process`,
    { expected: 'no more than a session needs', observed: `${looked.descriptors.length} descriptors` },
    [looked],
  );
}

/**
 * A step that had to succeed was answered with what is no answer: a success that is not NOERROR, a code of the
 * interface's that there is none of, NOERROR without what has to come with it.
 */
function malformedAnswer(events: Events): Judgement | null {
  const call = becauseOf(events);
  if (call?.outcome.how !== 'returned') return null;
  const { code, name } = call.outcome;
  const ofInterface = code >>> 16 === VDI_FACILITY;
  if (code >= 0x8000_0000 && !(ofInterface && hresultCode(name) === undefined)) return null;
  return fail(
    `${call.interface}::${call.method} did not answer as a method does`,
    {
      expected: 'NOERROR with what belongs to it, or an error that the interface has',
      observed: code === 0 ? 'NOERROR, without what belongs to it' : name,
    },
    [call],
  );
}

function abandoned(events: Events): Judgement | null {
  const event = ofKind(events, 'abandoned')[0];
  if (!event) return null;
  const because = becauseOf(events);
  const advice = because?.outcome.how === 'returned' ? ADVICE[because.outcome.name] : undefined;
  const told = advice === undefined ? '' : `; ${advice}`;
  return inconclusive(`the scenario could not go on: ${event.why}${told}`, [because, event]);
}

function agentStayed(events: Events): Judgement | null {
  const agent = calls(events, { method: 'ExecuteCompletionAgent' }).find(
    (call) => call.outcome.how === 'no-answer',
  );
  return agent
    ? inconclusive('the completion agent did not return: see CLOSE-08 and CLOSE-13', [agent])
    : null;
}
