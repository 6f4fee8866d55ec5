import { departed, WRITTEN } from './client-departure.js';
import { answered, CLIENT_DEVICE, fail, pass, succeeded, type Events } from './evidence.js';
import { endOfCall, programRuns, setsOf, type ProgramRun } from './client.js';
import { judgeClosedOnce, judgeNothingLeft } from './client-conduct.js';
import { endingOf, nameOf, saysSuccess, transfers } from './engine.js';
import type { Judgement } from './finding.js';
import { judgeClient } from './judge-client.js';
import type { Judge } from './judge-history.js';

/**
 * The judge of every case in which nothing goes wrong: each device is drained to VD_E_CLOSE, then the client closes its set once, and
 * tells success; so does SQL Server, where the kit had asked it.
 */
export const judgeNormalEnd: Judge = judgeClient(({ events }) => {
  const runs = programRuns(events);
  for (const run of runs) {
    const found = notToldSuccess(run) ?? inside(run);
    if (found !== null) return found;
  }
  return (
    statementsFailed(events) ??
    judgeNothingLeft(events) ??
    pass('every device was drained, the set was closed once, and success was told', [
      runs.at(-1)?.end ?? undefined,
    ])
  );
});

/** Whether SQL Server told success as often as it was asked to. */
export function statementsFailed(events: Events): Judgement | null {
  const failed = transfers(events).find((each) => !saysSuccess(each));
  if (failed === undefined) return null;
  return fail(`${nameOf(failed)} did not succeed`, { expected: 'success', observed: endingOf(failed) }, [
    failed,
  ]);
}

function notToldSuccess({ told, program, end }: ProgramRun): Judgement | null {
  if (told?.succeeded === true) return null;
  const code = end?.exitCode ?? null;
  const right = code !== null && program.success.exitCodes.includes(code);
  const by = right ? 'its output lacks the pattern' : `exit code ${String(code)}`;
  return fail(
    'the client did not tell success',
    { expected: 'success, as the configuration says it is told', observed: by },
    [program, told ?? undefined],
  );
}

function inside(run: ProgramRun): Judgement | null {
  if (run.program.view === 'outside') return null;
  return judgeClosedOnce(run) ?? notDrained(run) ?? abortSignalled(run);
}

/** Nothing had gone wrong. */
function abortSignalled(run: ProgramRun): Judgement | null {
  const abort = run.calls.find(({ method }) => method === 'SignalAbort');
  if (abort === undefined) return null;
  return fail(
    'the client signalled an abort although nothing had gone wrong',
    {
      expected: 'Close alone',
      observed: 'SignalAbort',
      ...departed(abort, 'signalled an abort', 'close its set', WRITTEN.normalEnd),
    },
    [abort],
  );
}

/** Every device that was opened is told that it is closed, before its set is. */
function notDrained(run: ProgramRun): Judgement | null {
  for (const { calls: own } of setsOf(run)) {
    const close = own.find(({ method }) => method === 'Close');
    const opened = own.filter((call) => call.method === 'OpenDevice' && succeeded(call));
    for (const open of opened) {
      const { name } = open.args;
      const device = `device:${typeof name === 'string' ? name : ''}`;
      const gets = own.filter(
        (call) =>
          call.interface === CLIENT_DEVICE &&
          call.method === 'GetCommand' &&
          call.object.replace(/#\d+$/, '') === device,
      );
      const told = gets.find((call) => answered(call, 'VD_E_CLOSE'));
      if (told === undefined || (close !== undefined && endOfCall(told) > close.atNs)) {
        return fail(
          'the client closed its set before a device was closed by the server',
          {
            expected: 'GetCommand until VD_E_CLOSE, on every device; then Close',
            observed: `${device} was not drained`,
            ...departed(close, 'closed its set', 'call GetCommand until VD_E_CLOSE first', WRITTEN.normalEnd),
          },
          [open, gets.at(-1), close],
        );
      }
    }
  }
  return null;
}
