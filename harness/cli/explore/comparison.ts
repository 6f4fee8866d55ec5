import { completionName, hresultName } from '../../vdi/codes.js';
import { stepText } from '../../../specs/model/steps.js';
import type { Callback } from '../../../specs/model/outcome.js';
import type { Played, PlayReport } from '../../agent/protocol.js';
import { allowedText, type DueCallback, type Plan, type PlannedOp } from './plan.js';

/** Where the target did something else than the model. */
export interface Difference {
  /** Which step, from 0. */
  readonly step: number;
  readonly expected: string;
  readonly observed: string;
}

/** What came of a plan, part by part, against what is expected of it. */
export class Comparison {
  /** How many of the plan's ops were played. */
  #compared = 0;
  /** The latest step that either end has begun. */
  #begun = 0;
  /** Callbacks that are awaited and did not come yet, by command. */
  #awaited = new Map<number, DueCallback>();
  /** Callbacks that came after their cause, and before they were awaited. */
  #waiting: (readonly [number, number])[] = [];
  readonly #done = new Set<number>();

  constructor(private readonly plan: Plan) {}

  died(planned: PlannedOp): void {
    this.#compared += 1;
    this.#begun = this.#begunBy([planned]);
    if (planned.end !== 'server') return;
    this.#awaited = new Map();
    this.#waiting = [];
  }

  compare(part: readonly PlannedOp[], report: PlayReport): Difference | null {
    this.#compared += part.length;
    for (const [index, planned] of part.entries()) {
      const played = report.played[index];
      if (played === undefined) break;
      const difference = this.#one(planned, played);
      if (difference !== null) return difference;
    }
    const difference = this.#tooSoon(part, report) ?? this.#callbacks(part, report);
    this.#begun = this.#begunBy(part);
    return difference;
  }

  /** A call that waits has come back although nothing that ends it was done. */
  #tooSoon(part: readonly PlannedOp[], { returned }: PlayReport): Difference | null {
    const [first] = part;
    const last = Math.max(...part.map(({ step }) => step));
    for (const id of returned) {
      const due = this.plan.ops
        .slice(this.#compared)
        .find(({ end, op }) => end === first?.end && op.op === 'await' && op.id === id);
      if (due?.from !== undefined && due.from <= last) continue;
      return { step: last, expected: `${id}: the call waits`, observed: 'it came back' };
    }
    return null;
  }

  #one(planned: PlannedOp, played: Played): Difference | null {
    const { op, step, brings } = planned;
    const differs = (expected: string, observed: string): Difference => ({
      step,
      expected: `${this.#about(planned)}${expected}`,
      observed,
    });
    if (op.op === 'dies' || op.op === 'fresh' || op.op === 'settle' || op.op === 'drain') return null;
    if (op.op === 'callbacks')
      return played.how === 'missing'
        ? differs(
            (planned.callbacks ?? []).map(callbackText).join(', '),
            'not all of these callbacks came, and no thread is at work',
          )
        : null;
    if (played.how === 'missing') {
      const observed =
        op.op === 'begin' ? 'the call waits' : 'the call did not come back, and no thread is at work';
      return differs(allowedText(op.allowed), observed);
    }
    if (played.how === 'waits') return null;
    const { value = 0, command } = played;
    if (played.how === 'other') return differs(allowedText(op.allowed), hresultName(value));
    if (brings !== undefined && command !== brings)
      return differs(`command ${brings}`, `command ${command ?? 'none'}`);
    return null;
  }

  #about({ op, step }: PlannedOp): string {
    if (op.op !== 'await') return '';
    const call =
      op.id === 'agent'
        ? 'ExecuteCompletionAgent'
        : op.id === 'configuration'
          ? 'the waiting GetConfiguration'
          : `the GetCommand that waits on ${op.id.replace('-', ' ')}`;
    const because = this.plan.steps[step];
    return `${call} comes back${because === undefined ? '' : ` after ${stepText(because)}`}: `;
  }

  /** The latest step that either end has begun with these ops of the part. */
  #begunBy(part: readonly PlannedOp[]): number {
    return Math.max(this.#begun, ...part.map(({ step }) => step));
  }

  /** Each callback that is awaited has come once, after its cause, with a right code, and no other has come. */
  #callbacks(part: readonly PlannedOp[], report: PlayReport): Difference | null {
    for (const { callbacks } of part)
      for (const each of callbacks ?? []) this.#awaited.set(each.command, each);
    const told = [
      ...this.#waiting.map(([command, code]) => ({ command, code, begun: this.#begun })),
      ...report.callbacks.map(([command, code, ops]) => ({
        command,
        code,
        begun: this.#begunBy(part.slice(0, ops)),
      })),
    ];
    this.#waiting = [];
    for (const { command, code, begun } of told) {
      const awaited = this.#awaited.get(command);
      const due = awaited ?? this.#dueLater(command);
      const observed = `a callback with ${completionName(code)}`;
      if (due === undefined || due.from > begun)
        return { step: begun, expected: `no callback for command ${command}`, observed };
      if (awaited === undefined) {
        this.#waiting.push([command, code]);
      } else if (!due.codes.includes(code)) {
        return { step: part.at(-1)?.step ?? begun, expected: callbackText(due), observed };
      } else {
        this.#awaited.delete(command);
        this.#done.add(command);
      }
    }
    return null;
  }

  /** What is awaited for this command, by ops that are still to come. */
  #dueLater(command: number): DueCallback | undefined {
    if (this.#done.has(command)) return undefined;
    return this.plan.ops.flatMap(({ callbacks }) => callbacks ?? []).find((each) => each.command === command);
  }
}

function callbackText({ command, codes }: Callback): string {
  return `a callback for command ${command} with ${codes.map(completionName).join(' or ')}`;
}
