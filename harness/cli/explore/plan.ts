import type { PlayOp } from '../../agent/protocol.js';
import { COMMAND, completionCode, hresultCode, hresultName } from '../../vdi/codes.js';
import type { Allowed } from '../../vdi/allowed.js';
import type { CheckedArguments } from '../../vdi/values.js';
import { perform } from '../../../specs/model/model.js';
import { closingStep } from '../../../specs/model/ordinary.js';
import type { Callback, Outcome, Return } from '../../../specs/model/outcome.js';
import { BUFFERS_A_REQUEST } from '../../../specs/model/server-steps.js';
import type { Step } from '../../../specs/model/steps.js';
import { WAITS, type Answers } from '../../../specs/model/table.js';
import { newWorld, type World } from '../../../specs/model/world.js';
import { INFINITE } from '../../../specs/steps/establish.js';

export type EndName = 'server' | 'client';

/** One thing for an end to do or to wait for, and what is expected of it. */
export interface PlannedOp {
  readonly end: EndName;
  /** Which step of the sequence it belongs to, from 0: for what is awaited, the step that causes it. */
  readonly step: number;
  readonly op: PlayOp | { readonly op: 'dies' };
  /** Of a GetCommand: the command that it has to bring. */
  readonly brings?: number;
  /** Of an awaited call: the first step after which it may come back. */
  readonly from?: number;
  /** Callbacks that have to have come with this op, each once. */
  readonly callbacks?: readonly DueCallback[];
}

/** A callback, and the step that causes it: before that it must not come. */
export interface DueCallback extends Callback {
  readonly from: number;
}

export interface Sequence {
  readonly deviceCount: number;
  readonly steps: readonly Step[];
}

/** What is played of a sequence, in order, and which transitions of the tables that takes. */
export interface Plan {
  readonly sequence: Sequence;
  /** The sequence's steps and, behind them, those that close what is still there. */
  readonly steps: readonly Step[];
  readonly ops: readonly PlannedOp[];
  readonly transitions: readonly string[];
}

/** After these the other end has to be told, and what it is still doing may depend on when. */
const ENDING = new Set<Step['call']>(['CloseDevice', 'SignalAbort', 'Close', 'dies']);

/** Plans a sequence for a set of this name. */
export function planOf(sequence: Sequence, setName: string): Plan {
  const draft = new PlanDraft(sequence.deviceCount, setName);
  for (const step of sequence.steps) draft.add(step);
  for (let step = closingStep(draft.world); step !== null; step = closingStep(draft.world)) draft.add(step);
  draft.end();
  return { sequence, steps: draft.steps, ops: draft.ops, transitions: draft.transitions };
}

/** The steps that close what a sequence leaves open. */
export function closingSteps(sequence: Sequence): readonly Step[] {
  return planOf(sequence, '').steps.slice(sequence.steps.length);
}

class PlanDraft {
  readonly steps: Step[] = [];
  readonly ops: PlannedOp[] = [];
  readonly transitions: string[] = [];
  world: World;
  #returns: (Return & { step: number })[] = [];
  #callbacks: { step: number; callbacks: DueCallback[]; count: number } = {
    step: 0,
    callbacks: [],
    count: 0,
  };
  /** The step since which the agent may come back at any time: all devices are closed. */
  #looseFrom: number | null = null;
  /** An end of which the other has ended something since its own last step. */
  readonly #unsettled = new Set<EndName>();

  constructor(
    deviceCount: number,
    private readonly setName: string,
  ) {
    this.world = newWorld(deviceCount);
    for (const end of ['server', 'client'] as const)
      this.ops.push({ end, step: 0, op: { op: 'fresh', all: true } });
  }

  add(step: Step): void {
    const { world, outcome } = perform(this.world, step);
    const { end } = step;
    const other = end === 'server' ? 'client' : 'server';
    const index = this.steps.push(step) - 1;
    this.transitions.push(...outcome.transitions);
    this.#sync(end);
    // What this step ends, the other end may still be about to do.
    if (ENDING.has(step.call)) this.#sync(other);
    if (step.call === 'dies') {
      this.ops.push({ end, step: index, op: { op: 'dies' } });
      this.ops.push({ end, step: index, op: { op: 'fresh', all: true } });
      if (end === 'server') this.#looseFrom = null;
      if (end === 'server') this.#callbacks = { step: index, callbacks: [], count: 0 };
    } else if (step.call === 'new interface') {
      this.ops.push({ end, step: index, op: { op: 'fresh', all: false } });
    } else {
      this.ops.push(this.#called(step, outcome, index));
    }
    if (ENDING.has(step.call)) this.#unsettled.add(other);
    this.#returns.push(...outcome.returns.map((each) => ({ ...each, step: index })));
    if (outcome.callbacks.length > 0) {
      const { callbacks, count } = this.#callbacks;
      const due = [...callbacks, ...outcome.callbacks.map((each) => ({ ...each, from: index }))];
      this.#callbacks = { step: index, callbacks: due, count: count + outcome.callbacks.length };
    }
    if (world.server.agent === 'loose') this.#looseFrom ??= index;
    this.world = world;
  }

  end(): void {
    this.#sync('server');
    this.#sync('client');
    // Whatever else was to come has come then: nothing may.
    const last = Math.max(0, this.steps.length - 1);
    this.ops.push({ end: 'server', step: last, op: { op: 'settle' } });
  }

  /** Waits for all that is due at an end. */
  #sync(end: EndName): void {
    if (this.#unsettled.delete(end))
      this.ops.push({ end, step: Math.max(0, this.steps.length - 2), op: { op: 'settle' } });
    for (const due of this.#returns.filter((each) => each.end === end)) {
      const { id, step, answers, command } = due;
      const brings = command === undefined ? {} : { brings: command };
      const from = id === 'agent' ? (this.#looseFrom ?? step) : step;
      this.ops.push({ end, step, op: { op: 'await', id, allowed: codesOf(answers) }, from, ...brings });
      if (id === 'agent') this.#looseFrom = null;
    }
    this.#returns = this.#returns.filter((each) => each.end !== end);
    const { step, callbacks, count } = this.#callbacks;
    if (end !== 'server' || callbacks.length === 0) return;
    this.ops.push({ end, step, op: { op: 'callbacks', count }, callbacks });
    this.#callbacks = { step, callbacks: [], count };
  }

  #called(step: Step, outcome: Outcome, index: number): PlannedOp {
    const device = 'device' in step ? step.device : 0;
    const onDevice = ['SendCommand', 'CloseDevice', 'GetCommand', 'CompleteCommand'].includes(step.call);
    const common = {
      object: onDevice ? `device:${device}` : 'set',
      method: step.call,
      args: this.#arguments(step, outcome),
      allowed: codesOf(outcome.answers),
      ...(step.call === 'OpenDevice' ? { keep: `device:${device}` } : {}),
    };
    const brings =
      step.call === 'GetCommand' && outcome.command !== undefined ? { brings: outcome.command } : {};
    if (outcome.waiting === undefined)
      return { end: step.end, step: index, op: { op: 'call', ...common }, ...brings };
    // One that is refused may be made while another waits.
    const id = outcome.answers === WAITS ? outcome.waiting.id : `${outcome.waiting.id}-at-once`;
    return { end: step.end, step: index, op: { op: 'begin', id, ...common }, ...brings };
  }

  #arguments(step: Step, outcome: Outcome): CheckedArguments {
    const number = outcome.command ?? 0;
    switch (step.call) {
      case 'Open':
        return { instanceName: null, name: this.setName };
      case 'Create':
        return { name: this.setName, config: { deviceCount: this.world.deviceCount, features: 0x10000 } };
      case 'BeginConfiguration':
        return {
          features: 0x10000,
          blockSize: 512,
          alignment: 512,
          maxTransferSize: 65_536,
          timeoutMs: 0,
        };
      case 'RequestBuffers':
        return { size: BUFFER_BYTES, alignment: 0, count: BUFFERS_A_REQUEST };
      case 'QueryAvailableBuffers':
      case 'AllocateBuffer':
        return { size: BUFFER_BYTES, alignment: 0 };
      case 'FreeBuffer':
        return { buffer: this.#freesOwn(outcome) ? '@buffer' : null, size: BUFFER_BYTES };
      case 'OpenDevice':
        return { name: this.#deviceName(step.device) };
      case 'SendCommand': {
        const commandCode = step.clearError === true ? COMMAND.ClearError : COMMAND.Flush;
        return { command: `@command:${number}`, commandCode, size: 0, position: number, buffer: null };
      }
      case 'GetConfiguration':
        return step.end === 'server' ? {} : { timeoutMs: step.waits === true ? INFINITE : 0 };
      case 'GetCommand':
        return { timeoutMs: step.waits === true ? INFINITE : 0 };
      case 'CompleteCommand': {
        const code = completionCode(step.code);
        if (code === undefined) throw new TypeError(`${step.code} is no completion code`);
        const command = outcome.command === undefined ? null : `@taken:${number}`;
        return { command, completionCode: code, bytesTransferred: 0, position: 0 };
      }
      default:
        return {};
    }
  }

  #freesOwn({ answers }: Outcome): boolean {
    return this.world.server.held > 0 && answers.length === 1 && answers[0] === 'NOERROR';
  }

  #deviceName(device: number): string {
    if (device === 0) return this.setName;
    return device < this.world.deviceCount ? `${this.setName}-${device}` : `${this.setName}-none`;
  }
}

const BUFFER_BYTES = 4_096;

function codesOf(answers: Answers): Allowed {
  return answers.map((answer) => {
    if (answer === 'failure' || answer === 'any' || answer === 'waits') return answer;
    const code = hresultCode(answer);
    if (code === undefined) throw new TypeError(`${answer} is no HRESULT of the interface`);
    return code;
  });
}

/** e.g. `VD_E_PROTOCOL or VD_E_ABORT`. */
export function allowedText(allowed: Allowed): string {
  return allowed.map((each) => (typeof each === 'number' ? hresultName(each) : WORDS[each])).join(' or ');
}

const WORDS = { failure: 'any failure', any: 'any answer', waits: 'the call waits' } as const;
