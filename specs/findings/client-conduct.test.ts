import { describe, expect, it } from 'vitest';
import { judgeAborted } from './client-aborted.js';
import { clientConduct } from './client-conduct.js';
import { judgeNormalEnd } from './client-normal-end.js';
import { PROCESS_ENDED, type HandMade } from './hand-made.js';
import { aborted, served, started, told, wellEnded } from './made-client.js';

const conduct = ({ events }: HandMade) => clientConduct(events);
const afterAbort = ({ events }: HandMade) => judgeAborted('the server closed')(events, {});
const normal = ({ events }: HandMade) => judgeNormalEnd(events, {});
const BACKUP = "BACKUP DATABASE [made] TO VIRTUAL_DEVICE = N'a'";

describe('what every judge of a client asks first', () => {
  it('has nothing to say of one that behaves', () => {
    expect(conduct(aborted(started()))).toBeNull();
  });

  it('tells that a case does not apply, with the reason', () => {
    expect(conduct(started().notApplicable('one device only'))).toMatchObject({
      verdict: 'not-applicable',
      reason: 'one device only',
    });
  });

  it('fails a crash, and says during or after which call', () => {
    expect(conduct(told(started()).programEnded('SIGSEGV'))).toMatchObject({
      verdict: 'fail',
      observed: 'it ended with SIGSEGV, after IClientVirtualDevice::GetCommand',
      decidedBy: [6, 7],
    });
    const inside = started().call('client', 'set', 'Close', PROCESS_ENDED, {}, {}, null);
    expect(conduct(inside.programEnded('SIGABRT'))).toMatchObject({
      verdict: 'fail',
      observed: 'it ended with SIGABRT, during IClientVirtualDeviceSet2::Close',
    });
    // An access violation, and a C++ exception of Microsoft's compiler.
    for (const code of [0xc0000005, 0xe06d7363])
      expect(conduct(started().programEnded(code))).toMatchObject({ verdict: 'fail' });
    expect(conduct(started().programEnded(-1 >>> 0))).toBeNull();
    expect(conduct(started().programEnded(3))).toBeNull();
  });

  it('cannot tell when somebody else killed it, or the kit failed', () => {
    expect(conduct(started().programEnded('SIGKILL'))).toMatchObject({ verdict: 'inconclusive' });
    expect(conduct(started().kitFault())).toMatchObject({ verdict: 'inconclusive' });
    expect(conduct(started().abandoned())).toMatchObject({ verdict: 'inconclusive' });
  });

  it('fails one that does not end, and names the call that it waited in', () => {
    const made = started()
      .call('client', 'device:a', 'GetCommand', PROCESS_ENDED, {}, {}, null)
      .limit('client', 'clientEndMs')
      .ended('client', { signal: 'SIGKILL', cause: 'killed-by-kit' });
    expect(conduct(made)).toMatchObject({
      verdict: 'fail',
      observed:
        'it still ran after 5000 ms (clientEndMs); its last call was IClientVirtualDevice::GetCommand',
    });
    expect(conduct(started().limit('client', 'clientStepMs'))).toBeNull();
  });

  it('fails one that leaves processes running', () => {
    expect(conduct(started().left('worker', 'client'))).toMatchObject({
      verdict: 'fail',
      observed: 'worker',
    });
  });
});

describe('after an abort', () => {
  it('passes one that closes its set, ends and leaves nothing', () => {
    expect(afterAbort(aborted(started()))).toMatchObject({ verdict: 'pass', decidedBy: [5, 9] });
  });

  it('says nothing of what it told: that is advice', () => {
    expect(afterAbort(aborted(started(), 0))).toMatchObject({ verdict: 'pass' });
  });

  it('fails one that does not close its set, or closes it twice', () => {
    expect(afterAbort(told(started()).programEnded(1))).toMatchObject({
      verdict: 'fail',
      observed: 'no Close',
    });
    const twice = told(started())
      .call('client', 'set', 'Close', 'NOERROR')
      .call('client', 'set', 'Close', 'VD_E_PROTOCOL')
      .programEnded(1);
    expect(afterAbort(twice)).toMatchObject({ verdict: 'fail', observed: '2 calls of Close' });
  });

  it('asks every process’s set to be closed', () => {
    const made = started().call('client.2', 'set', 'OpenInSecondaryEx', 'NOERROR', { name: 'a' });
    expect(afterAbort(aborted(made))).toMatchObject({ verdict: 'fail', observed: 'no Close' });
  });

  it('looks from outside alone where nothing is recorded', () => {
    expect(afterAbort(told(started({ view: 'outside' })).programEnded(1))).toMatchObject({ verdict: 'pass' });
  });

  it('fails when something of the set is left', () => {
    expect(afterAbort(aborted(started()).objects('later', 'a-memory'))).toMatchObject({
      verdict: 'fail',
      observed: 'a-memory',
    });
  });

  it('fails one that ended before anything had happened, and cannot tell of one that did not come to it', () => {
    expect(afterAbort(started().programEnded(1))).toMatchObject({
      verdict: 'fail',
      reason: 'the client ended before anything had happened to its set',
    });
    const late = started().limit('client', 'clientStepMs').programEnded(1);
    expect(afterAbort(late)).toMatchObject({ verdict: 'inconclusive' });
    expect(afterAbort(started())).toMatchObject({ verdict: 'inconclusive' });
  });
});

describe('a normal end', () => {
  it('is one that drains, closes once, and tells success, as SQL Server does', () => {
    expect(normal(wellEnded(served(started())))).toMatchObject({ verdict: 'pass' });
    const made = started().statement(BACKUP, [[3014, 'ok']]);
    expect(normal(wellEnded(served(made)))).toMatchObject({ verdict: 'pass' });
  });

  it('is none when failure is told', () => {
    expect(normal(wellEnded(served(started()), 1))).toMatchObject({
      verdict: 'fail',
      observed: 'exit code 1',
    });
  });

  it('is none when SQL Server tells failure', () => {
    const made = started().statement(BACKUP, [[3013, 'abnormal']]);
    expect(normal(wellEnded(served(made)))).toMatchObject({
      verdict: 'fail',
      reason: 'BACKUP DATABASE did not succeed',
    });
  });

  it('is none when a device was not drained before Close', () => {
    const early = served(started())
      .call('client', 'set', 'Close', 'NOERROR')
      .call('client', 'device:a', 'GetCommand', 'VD_E_CLOSE')
      .programEnded(0);
    expect(normal(early)).toMatchObject({ verdict: 'fail', observed: 'device:a was not drained' });
    const never = served(started()).call('client', 'set', 'Close', 'NOERROR').programEnded(0);
    expect(normal(never)).toMatchObject({ verdict: 'fail', observed: 'device:a was not drained' });
  });

  it('is none when an abort was signalled', () => {
    const made = served(started())
      .call('client', 'device:a', 'GetCommand', 'VD_E_CLOSE')
      .call('client', 'set', 'SignalAbort', 'NOERROR')
      .call('client', 'set', 'Close', 'NOERROR')
      .programEnded(0);
    expect(normal(made)).toMatchObject({ verdict: 'fail', observed: 'SignalAbort' });
  });

  it('is none when the set was not closed', () => {
    const made = served(started()).call('client', 'device:a', 'GetCommand', 'VD_E_CLOSE').programEnded(0);
    expect(normal(made)).toMatchObject({ verdict: 'fail', observed: 'no Close' });
  });
});
