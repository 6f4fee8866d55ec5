import { describe, expect, it } from 'vitest';
import { handMade } from '../findings/hand-made.js';
import { AFTER_CLOSE, BEFORE_OPEN, BOTH_CLOSED } from '../findings/released.js';
import { DEVICES_OPEN, judge } from './CLOSE-11.judge.js';

const area = { from: '0x7f0000000000', to: '0x7f0000010000', access: 'rw-s', name: 'memory of the set' };
const closed = (code = 'VD_E_PROTOCOL') => handMade().resources(BEFORE_OPEN).close(code);
const aborted = { path: 'aborted-by-server' };

describe('CLOSE-11', () => {
  it('passes when everything is as before, whatever Close answered', () => {
    for (const code of ['VD_E_PROTOCOL', 'NOERROR']) {
      const { events } = closed(code).resources(AFTER_CLOSE).objects(BOTH_CLOSED);
      expect(judge(events, aborted)).toMatchObject({ verdict: 'pass' });
    }
  });

  it.each([
    ['mapping', { mappings: [area] }],
    ['descriptor', { descriptors: [3, 4].map((id) => ({ id, target: `socket:[${id}]` })) }],
    ['thread', { threads: [101, 102, 103] }],
  ])('fails when a %s is left', (what, after) => {
    const judgement = judge(closed().resources(AFTER_CLOSE, after).events, aborted);
    expect(judgement).toMatchObject({ verdict: 'fail', decidedBy: [1, 2, 3] });
    expect(judgement.observed).toContain(what);
  });

  it('leaves the mappings to CLOSE-05 when devices were open, and nothing else', () => {
    const path = { path: DEVICES_OPEN };
    const left = (what: Parameters<ReturnType<typeof handMade>['resources']>[1]) =>
      closed().resources(AFTER_CLOSE, what).objects(BOTH_CLOSED).events;
    expect(judge(left({ mappings: [area] }), path).verdict).toBe('pass');
    expect(judge(left({ threads: [1, 2, 3] }), path).verdict).toBe('fail');
  });

  it('passes when the scenario itself killed the client, and fails when the client crashed', () => {
    const end = (cause: 'killed-by-scenario' | 'by-itself') =>
      handMade()
        .resources(BEFORE_OPEN)
        .ended('client', { signal: cause === 'by-itself' ? 'SIGSEGV' : 'SIGKILL', cause })
        .close('NOERROR')
        .resources(AFTER_CLOSE)
        .objects(BOTH_CLOSED).events;
    expect(judge(end('killed-by-scenario'), { path: 'client-killed' }).verdict).toBe('pass');
    expect(judge(end('by-itself'), { path: 'client-killed' }).verdict).toBe('fail');
  });

  it('is inconclusive when nothing was measured', () => {
    expect(judge(closed().events, aborted)).toMatchObject({ verdict: 'inconclusive' });
  });
});
