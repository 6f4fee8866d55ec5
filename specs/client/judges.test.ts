import { describe, expect, it } from 'vitest';
import { ABNORMAL, BACKUP, SUCCEEDED } from '../engine/made-backup.js';
import { ONE_MISSING } from '../findings/client.js';
import { handMade, PROCESS_ENDED, type HandMade } from '../findings/hand-made.js';
import type { Judge } from '../findings/judge-history.js';
import { aborted, served, started, told, wellEnded } from '../findings/made-client.js';
import { judge as data } from './CLIENT-CLOSE-02.judge.js';
import { judge as refused } from './CLIENT-CLOSE-11.judge.js';
import { judge as killed } from './CLIENT-CLOSE-12.judge.js';
import { judge as full } from './CLIENT-CLOSE-13.judge.js';
import { judge as unknownCommand } from './CLIENT-CLOSE-14.judge.js';
import { judge as prefixZone } from './CLIENT-CLOSE-17.judge.js';
import { judge as completions } from './CLIENT-CLOSE-18.judge.js';
import { judge as afterwards } from './CLIENT-CLOSE-19.judge.js';
import { judge as buffers } from './CLIENT-CLOSE-20.judge.js';
import { judge as leaving } from './CLIENT-CLOSE-21.judge.js';
import { judge as again } from './CLIENT-CLOSE-22.judge.js';
import { judge as telling } from './CLIENT-CLOSE-23.judge.js';

/** Judges of vendors' clients that ask more than how the client ended; the others are in findings/client-conduct.test.ts. */
const judged = (judge: Judge, { events }: HandMade) => judge(events, {});
const [FAILED, SUCCESS]: [readonly [number, string][], readonly [number, string][]] = [
  [ABNORMAL],
  [SUCCEEDED],
];

/** Parameters of a case in which BACKUP is refused. */
const MISSING = { database: 'there is none' };

/** A second start of the program, under the name that a stage gives it. */
function startedAgain(made: HandMade, direction: 'backup' | 'restore' = 'backup'): HandMade {
  return made.program({ role: 'client-2', direction });
}

describe('CLIENT-CLOSE-02', () => {
  const restored = (checksum: number): HandMade =>
    startedAgain(wellEnded(served(started())), 'restore')
      .call('client-2', 'device:a', 'GetCommand', 'NOERROR', {}, { command: '0x10', size: 512 })
      .call('client-2', 'device:a', 'CompleteCommand', 'NOERROR', {
        command: '0x10',
        bytesTransferred: 512,
        checksum,
      })
      .programEnded(0, { role: 'client-2' });

  it('passes when the bytes are the same, and fails when they are not', () => {
    expect(judged(data, restored(7))).toMatchObject({ verdict: 'pass' });
    expect(judged(data, restored(8))).toMatchObject({
      verdict: 'fail',
      observed: 'others in transfer 1 of device:a, of 512 bytes',
    });
  });

  it('takes SQL Server’s word', () => {
    expect(judged(data, restored(7).statement(BACKUP, FAILED))).toMatchObject({ verdict: 'fail' });
  });

  it('cannot tell without a restore', () => {
    expect(judged(data, wellEnded(served(started())))).toMatchObject({ verdict: 'inconclusive' });
  });
});

describe('CLIENT-CLOSE-11', () => {
  it('asks that the set is closed', () => {
    const made = started().call('client', 'set', 'Close', 'NOERROR').programEnded(1);
    expect(judged(refused, made)).toMatchObject({ verdict: 'pass' });
    expect(judged(refused, started().programEnded(1))).toMatchObject({
      verdict: 'fail',
      observed: 'no Close',
    });
  });
});

describe('CLIENT-CLOSE-12', () => {
  it('cannot tell when no session was killed', () => {
    expect(judged(killed, aborted(started()))).toMatchObject({ verdict: 'inconclusive' });
    expect(judged(killed, aborted(started().statement('KILL 51', [])))).toMatchObject({ verdict: 'pass' });
  });
});

describe('CLIENT-CLOSE-13', () => {
  const completed = (code: number): HandMade =>
    started().call('client', 'device:a', 'CompleteCommand', 'NOERROR', {
      command: '0x10',
      completionCode: code,
      bytesTransferred: code === 0 ? 512 : 0,
    });

  it('passes when the backup fails', () => {
    const made = completed(112)
      .statement(BACKUP, FAILED)
      .call('client', 'set', 'Close', 'NOERROR')
      .programEnded(1);
    expect(judged(full, made)).toMatchObject({ verdict: 'pass' });
  });

  it('fails when SQL Server or the client tell success', () => {
    const made = completed(0).statement(BACKUP, SUCCESS).call('client', 'set', 'Close', 'NOERROR');
    expect(judged(full, made.programEnded(1))).toMatchObject({ verdict: 'fail', decidedBy: [5, 6, 9] });
    const alone = completed(0).call('client', 'set', 'Close', 'NOERROR');
    expect(judged(full, alone.programEnded(0))).toMatchObject({ verdict: 'fail', decidedBy: [5, 8] });
  });
});

describe('CLIENT-CLOSE-13, with one medium missing', () => {
  it('does not apply to a client that calls its media otherwise', () => {
    const { events } = wellEnded(served(started().statement(BACKUP, SUCCESS)));
    expect(full(events, { medium: ONE_MISSING })).toMatchObject({ verdict: 'not-applicable' });
    expect(full(events, {})).toMatchObject({ verdict: 'fail' });
  });
});

describe('CLIENT-CLOSE-14', () => {
  const sent = (completionCode: number): HandMade =>
    started()
      .call('server', 'device:a', 'SendCommand', 'NOERROR', { command: 1, commandCode: 99 })
      .callback(1, { completionCode, completionName: 'made' });

  it('takes any code but that of success', () => {
    expect(judged(unknownCommand, sent(50))).toMatchObject({ verdict: 'pass' });
    expect(judged(unknownCommand, sent(0))).toMatchObject({ verdict: 'fail', decidedBy: [5, 6] });
    expect(judged(unknownCommand, started())).toMatchObject({ verdict: 'inconclusive' });
  });
});

describe('CLIENT-CLOSE-17', () => {
  it('does not apply to a client that asks for none', () => {
    const { events } = wellEnded(served(started()));
    expect(prefixZone(events, {})).toMatchObject({ verdict: 'not-applicable' });
    const ofAChild = events.map((each) =>
      each.kind === 'call' && each.role === 'client' ? { ...each, role: 'client.2' } : each,
    );
    expect(prefixZone(ofAChild, {})).toMatchObject({ verdict: 'not-applicable' });
  });
});

describe('CLIENT-CLOSE-18', () => {
  it('passes when each is completed once', () => {
    expect(judged(completions, wellEnded(served(served(started()))))).toMatchObject({ verdict: 'pass' });
  });

  it('fails a command that is completed twice, and one that was not given', () => {
    const twice = served(started()).call('client', 'device:a', 'CompleteCommand', 'VD_E_INVALID', {
      command: '0x10',
    });
    expect(judged(completions, twice)).toMatchObject({
      verdict: 'fail',
      reason: 'the client completed a command twice',
      decidedBy: [6, 7],
    });
    const stray = served(started()).call('client', 'device:a', 'CompleteCommand', 'VD_E_INVALID', {
      command: '0x20',
    });
    expect(judged(completions, stray)).toMatchObject({
      verdict: 'fail',
      reason: 'the client completed a command that it was not given',
    });
  });

  it('cannot tell without commands, or from outside', () => {
    expect(judged(completions, started())).toMatchObject({ verdict: 'inconclusive' });
    expect(judged(completions, served(started({ view: 'outside' })))).toMatchObject({
      verdict: 'inconclusive',
    });
  });
});

describe('CLIENT-CLOSE-19', () => {
  it('passes when a thread that was told uses its device no more', () => {
    expect(judged(afterwards, aborted(started()))).toMatchObject({ verdict: 'pass', decidedBy: [5, 6] });
  });

  it.each(['GetCommand', 'CompleteCommand'])('fails a %s after that', (method) => {
    const made = told(started()).call('client', 'device:a', method, 'VD_E_ABORT', {}, {}, 0.5, 1);
    expect(judged(afterwards, made)).toMatchObject({
      verdict: 'fail',
      observed: method,
      decidedBy: [5, 6, 7],
    });
    // Of a completion one place of the documents says that it is without effect, and not that it is refused.
    const contradiction = method === 'CompleteCommand' ? 'contradiction.completion-after-abort' : undefined;
    expect(judged(afterwards, made).contradiction).toBe(contradiction);
  });

  it('fails one on the same device by another thread, as those of a pool are', () => {
    const made = told(started()).call('client', 'device:a', 'GetCommand', 'VD_E_ABORT', {}, {}, 0.5, 2);
    expect(judged(afterwards, made)).toMatchObject({ verdict: 'fail', decidedBy: [5, 6, 7] });
  });

  it('fails one who opens a device after GetConfiguration has told of it', () => {
    const made = handMade()
      .program()
      .call('client', 'set', 'CreateEx', 'NOERROR', { name: 'a' }, {}, 0.5, 1)
      .directed('acted', 'close')
      .call('client', 'set', 'GetConfiguration', 'VD_E_ABORT', {}, {}, 0.5, 1)
      .call('client', 'set', 'OpenDevice', 'VD_E_ABORT', { name: 'a' }, {}, 0.5, 1);
    expect(judged(afterwards, made)).toMatchObject({ verdict: 'fail', observed: 'OpenDevice' });
  });

  it.each([1, 2])('leaves another device its time, on the same thread and on another (%i)', (thread) => {
    const made = told(started()).call(
      'client',
      'device:b',
      'CompleteCommand',
      'VD_E_ABORT',
      {},
      {},
      0.5,
      thread,
    );
    expect(judged(afterwards, made.programEnded(1))).toMatchObject({ verdict: 'pass' });
  });
});

describe('CLIENT-CLOSE-20', () => {
  const restored = (): HandMade =>
    startedAgain(wellEnded(served(started())), 'restore').call(
      'client-2',
      'device:a',
      'CompleteCommand',
      'NOERROR',
      {
        command: '0x10',
        bytesTransferred: 512,
        checksum: 7,
      },
    );

  it('fails a write after completion, although the client has crashed of it', () => {
    expect(
      judged(buffers, restored().strayWrite('protected').programEnded('SIGSEGV', { role: 'client-2' })),
    ).toMatchObject({
      verdict: 'fail',
      reason: 'the client wrote to a buffer whose command it had completed',
    });
    expect(judged(buffers, restored().strayWrite('checksum'))).toMatchObject({ verdict: 'fail' });
  });

  it('passes when there was none, and cannot tell when nothing was read', () => {
    expect(judged(buffers, restored())).toMatchObject({ verdict: 'pass' });
    expect(judged(buffers, startedAgain(wellEnded(started()), 'restore'))).toMatchObject({
      verdict: 'inconclusive',
    });
  });
});

describe('CLIENT-CLOSE-21', () => {
  it('passes when all threads had left', () => {
    expect(judged(leaving, wellEnded(served(started())))).toMatchObject({ verdict: 'pass' });
  });

  it('fails a thread that is inside when the process ends', () => {
    const made = started()
      .call('client', 'device:a', 'GetCommand', PROCESS_ENDED, {}, {}, null)
      .programEnded(1);
    expect(judged(leaving, made)).toMatchObject({ verdict: 'fail', observed: 'GetCommand had not returned' });
  });

  it('fails a call after Close, and one that is under way when the set is given back', () => {
    const late = started()
      .call('client', 'set', 'Close', 'NOERROR')
      .call('client', 'device:a', 'GetCommand', 'VD_E_ABORT');
    expect(judged(leaving, late)).toMatchObject({ verdict: 'fail', observed: 'GetCommand' });
    const within = started()
      .waiting('client', 'device:a', 'GetCommand', 'VD_E_ABORT')
      .call('client', 'set', 'Close', 'NOERROR')
      .call('client', 'set', 'Release', { how: 'value', value: 0 });
    expect(judged(leaving, within)).toMatchObject({ verdict: 'fail', observed: 'GetCommand returned later' });
  });
});

describe('CLIENT-CLOSE-22', () => {
  const secondTime = (exitCode: number): HandMade =>
    startedAgain(aborted(started())).programEnded(exitCode, { role: 'client-2' });

  it('passes when the second run succeeds, and fails when it does not', () => {
    expect(judged(again, secondTime(0))).toMatchObject({ verdict: 'pass' });
    expect(judged(again, secondTime(1))).toMatchObject({ verdict: 'fail' });
    expect(judged(again, secondTime(0).statement(BACKUP, FAILED))).toMatchObject({ verdict: 'fail' });
  });

  it('cannot tell when it was not started again', () => {
    expect(judged(again, aborted(started()))).toMatchObject({ verdict: 'inconclusive' });
  });
});

describe('CLIENT-CLOSE-23', () => {
  it('asks that failure is told', () => {
    expect(judged(telling, aborted(started()))).toMatchObject({ verdict: 'pass' });
    expect(judged(telling, aborted(started(), 0))).toMatchObject({ verdict: 'fail', observed: 'success' });
  });

  it('asks it of a backup that was refused, too', () => {
    const ended = (exitCode: number) =>
      telling(handMade().program({}).programEnded(exitCode).events, MISSING);
    expect(ended(1)).toMatchObject({ verdict: 'pass' });
    expect(ended(0)).toMatchObject({
      verdict: 'fail',
      reason: 'the client told success of a backup that was refused',
    });
  });
});
