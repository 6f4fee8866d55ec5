import { describe, expect, it } from 'vitest';
import type { Played, PlayReport } from '../../agent/protocol.js';
import type { Step } from '../../../specs/model/steps.js';
import { TWO_COMMANDS } from '../testing/two-commands.js';
import { Comparison, type Difference } from './comparison.js';
import { planOf, type Plan } from './plan.js';

/** A waiting GetConfiguration that the server ends. */
const WAITING: Step[] = [
  { end: 'client', call: 'Create' },
  { end: 'client', call: 'GetConfiguration', waits: true },
  { end: 'server', call: 'Open' },
  { end: 'server', call: 'SignalAbort' },
];
/** Two commands, of which the client completes the first; then the server aborts. */
const SENDING: Step[] = [
  ...TWO_COMMANDS,
  { end: 'client', call: 'GetCommand', device: 0 },
  { end: 'client', call: 'CompleteCommand', device: 0, which: 'oldest', code: 'ERROR_SUCCESS' },
  { end: 'server', call: 'GetConfiguration' },
  { end: 'server', call: 'SignalAbort' },
];
const ABORTED = SENDING.length - 1;

type Op = Plan['ops'][number];

function right({ op, brings }: Op): Played {
  if (op.op === 'begin') return { how: 'waits' };
  if (op.op !== 'call' && op.op !== 'await') return { how: 'done' };
  const [value] = op.allowed;
  const code = typeof value === 'number' ? value : 0;
  return { how: 'answered', value: code, ...(brings === undefined ? {} : { command: brings }) };
}

/** A callback that came while the one op of a part was played. */
function heard(command: number, code: number): PlayReport['callbacks'][number] {
  return [command, code, 1];
}

/** Compares a plan op by op with what a right target says; `change` may say otherwise of one. */
function compare(change: (op: Op, report: PlayReport) => PlayReport, steps = WAITING): Difference | null {
  const plan = planOf({ deviceCount: 1, steps }, 'set');
  const comparison = new Comparison(plan);
  for (const op of plan.ops) {
    const callbacks = (op.callbacks ?? []).map(({ command, codes }) => heard(command, codes[0] ?? 0));
    const report = { played: [right(op)], callbacks, returned: [] };
    const difference = comparison.compare([op], change(op, report));
    if (difference !== null) return difference;
  }
  return null;
}

/** What a right target says of a part, without a callback. */
function empty(part: readonly Op[]): PlayReport {
  return { played: part.map(right), callbacks: [], returned: [] };
}

describe('a comparison', () => {
  it('finds nothing where all is right', () => {
    expect(compare((_, report) => report)).toBeNull();
  });

  it('finds a call that was not woken', () => {
    const difference = compare(({ op }, report) =>
      op.op === 'await' ? { ...report, played: [{ how: 'missing' }] } : report,
    );
    expect(difference).toMatchObject({ step: 3 });
    expect(difference?.expected).toContain('after server: SignalAbort: VD_E_ABORT');
  });

  it('finds a call that comes back although nothing ends it', () => {
    const difference = compare(({ op }, report) =>
      op.op === 'begin' ? { ...report, returned: ['configuration'] } : report,
    );
    expect(difference).toMatchObject({ step: 1, observed: 'it came back' });
  });

  it('finds a callback for nothing', () => {
    const difference = compare(({ end }, report) =>
      end === 'server' ? { ...report, callbacks: [heard(1, 995)] } : report,
    );
    expect(difference?.expected).toBe('no callback for command 1');
  });

  describe('of commands', () => {
    /** Changes what comes with the op that awaits this command's callback. */
    const callingBack = (
      command: number,
      change: (callbacks: PlayReport['callbacks']) => PlayReport['callbacks'],
    ): Difference | null =>
      compare(
        ({ callbacks }, report) =>
          callbacks?.some((each) => each.command === command) === true
            ? { ...report, callbacks: change(report.callbacks) }
            : report,
        SENDING,
      );

    /** The callback of the second command comes with the op of this method of the server's. */
    const secondComesWith = (method: string): Difference | null =>
      compare(({ end, op, callbacks }, report) => {
        if (end === 'server' && op.op === 'call' && op.method === method)
          return { ...report, callbacks: [heard(2, 995)] };
        return callbacks?.some(({ command }) => command === 2) === true
          ? { ...report, callbacks: [] }
          : report;
      }, SENDING);

    it('finds nothing where all is right, and where a callback comes before it is awaited', () => {
      expect(compare((_, report) => report, SENDING)).toBeNull();
      expect(secondComesWith('SignalAbort')).toBeNull();
    });

    it('lets such a callback wait while the other end plays', () => {
      const refused: Step[] = [
        ...SENDING.slice(0, 8),
        { end: 'client', call: 'GetCommand', device: 0, waits: true },
        { end: 'server', call: 'SendCommand', device: 0 },
        { end: 'client', call: 'CompleteCommand', device: 0, which: 'oldest', code: 'ERROR_IO_DEVICE' },
        { end: 'client', call: 'GetCommand', device: 0, waits: true },
        { end: 'server', call: 'SendCommand', device: 0, clearError: true },
        { end: 'server', call: 'SendCommand', device: 0 },
        { end: 'client', call: 'Close' },
      ];
      const difference = compare(({ step, op, callbacks }, report) => {
        if (op.op === 'call' && step === refused.length - 2)
          return { ...report, callbacks: [heard(3, 1117)] };
        return callbacks?.[0]?.command === 3 ? { ...report, callbacks: [] } : report;
      }, refused);
      expect(difference).toBeNull();
    });

    it('finds a callback that comes before what causes it', () => {
      expect(secondComesWith('GetConfiguration')).toMatchObject({ step: ABORTED - 1 });
    });

    it('finds one that comes before its cause within what one end does without a pause', () => {
      /** The server sends and aborts in one part; the callback is heard when so many of its ops have begun. */
      const heardAfter = (begun: number): Difference | null => {
        const steps: Step[] = [...SENDING.slice(0, 9), { end: 'server', call: 'SignalAbort' }];
        const plan = planOf({ deviceCount: 1, steps }, 'set');
        const first = plan.ops.findIndex(({ step }) => step === 8);
        const end = plan.ops.findIndex(({ end: of }, at) => at > first && of === 'client');
        const comparison = new Comparison(plan);
        const part = plan.ops.slice(first, end);
        expect(part.map(({ op }) => (op.op === 'call' ? op.method : op.op))).toEqual([
          'SendCommand',
          'SignalAbort',
          'await',
          'callbacks',
        ]);
        expect(comparison.compare(plan.ops.slice(0, first), empty(plan.ops.slice(0, first)))).toBeNull();
        return comparison.compare(part, { ...empty(part), callbacks: [[1, 995, begun]] });
      };
      expect(heardAfter(1)).toMatchObject({ step: 8, expected: 'no callback for command 1' });
      expect(heardAfter(2)).toBeNull();
    });

    it('knows that the death of the other end is a cause', () => {
      const steps: Step[] = [...SENDING.slice(0, 9), { end: 'client', call: 'dies' }];
      const plan = planOf({ deviceCount: 1, steps }, 'set');
      const death = plan.ops.findIndex(({ op }) => op.op === 'dies');
      const comparison = new Comparison(plan);
      expect(comparison.compare(plan.ops.slice(0, death), empty(plan.ops.slice(0, death)))).toBeNull();
      for (const died of plan.ops.slice(death, death + 1)) comparison.died(died);
      const rest = plan.ops.slice(death + 1);
      expect(comparison.compare(rest, { ...empty(rest), callbacks: [[1, 995, 0]] })).toBeNull();
    });

    it('finds an answer that is not allowed', () => {
      const difference = compare(
        ({ op }, report) =>
          op.op === 'call' && op.method === 'SignalAbort'
            ? { ...report, played: [{ how: 'other', value: 0x8077000c }] }
            : report,
        SENDING,
      );
      expect(difference).toEqual({ step: ABORTED, expected: 'NOERROR', observed: 'VD_E_PROTOCOL' });
    });

    it('finds a GetCommand that brings another command', () => {
      const difference = compare(
        ({ brings }, report) =>
          brings === undefined ? report : { ...report, played: [{ how: 'answered', value: 0, command: 2 }] },
        SENDING,
      );
      expect(difference).toMatchObject({ step: 10, expected: 'command 1', observed: 'command 2' });
    });

    it('finds a callback with another code', () => {
      expect(callingBack(2, () => [heard(2, 0)])).toMatchObject({
        step: ABORTED,
        expected: 'a callback for command 2 with ERROR_OPERATION_ABORTED',
        observed: 'a callback with ERROR_SUCCESS',
      });
    });

    it('finds a callback that does not come', () => {
      const difference = compare(
        ({ op }, report) =>
          op.op === 'callbacks' ? { ...report, played: [{ how: 'missing' }], callbacks: [] } : report,
        SENDING,
      );
      expect(difference?.expected).toBe('a callback for command 1 with ERROR_SUCCESS');
    });

    it('finds a second callback for a command, at once and later', () => {
      const twice = { expected: 'no callback for command 1', observed: 'a callback with ERROR_SUCCESS' };
      expect(callingBack(1, (callbacks) => [...callbacks, heard(1, 0)])).toMatchObject(twice);
      expect(callingBack(2, (callbacks) => [...callbacks, heard(1, 0)])).toMatchObject({
        ...twice,
        step: ABORTED,
      });
    });
  });
});
