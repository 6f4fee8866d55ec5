import { describe, expect, it } from 'vitest';
import { handMade } from '../findings/hand-made.js';
import { AFTER_CLOSE, BEFORE_OPEN, BOTH_CLOSED } from '../findings/released.js';
import { judge } from './CLOSE-02.judge.js';

const area = { from: '0x7f0000000000', to: '0x7f0000010000', access: 'rw-s', name: 'memory of the set' };
const closed = () => handMade().resources(BEFORE_OPEN).close('NOERROR');

describe('CLOSE-02', () => {
  it('passes when everything is as before', () => {
    const { events } = closed().resources(AFTER_CLOSE).objects(BOTH_CLOSED);
    expect(judge(events, {})).toMatchObject({ verdict: 'pass', decidedBy: [1, 2, 3, 4] });
  });

  it('passes when less is there than before', () => {
    const { events } = closed()
      .resources(AFTER_CLOSE, { descriptors: [], threads: [101] })
      .objects(BOTH_CLOSED);
    expect(judge(events, {})).toMatchObject({ verdict: 'pass' });
  });

  it.each([
    ['mapping', { mappings: [area] }],
    ['descriptor', { descriptors: [3, 4].map((id) => ({ id, target: 'socket:[1]' })) }],
    ['thread', { threads: [101, 102, 103] }],
  ])('fails when a %s is left', (what, after) => {
    const judgement = judge(closed().resources(AFTER_CLOSE, after).events, {});
    expect(judgement).toMatchObject({ verdict: 'fail', decidedBy: [1, 2, 3] });
    expect(judgement.observed).toContain(`1 ${what}`);
  });

  it('fails when a named object is left', () => {
    const { events } = closed().resources(AFTER_CLOSE).objects(BOTH_CLOSED, '@vdi/a');
    expect(judge(events, {})).toMatchObject({
      verdict: 'fail',
      observed: '@vdi/a',
      // Two of the page's languages speak of the device's resources alone.
      contradiction: 'contradiction.resources-of-what',
    });
  });

  it('names no contradiction of the documents where what is left may be a device’s', () => {
    const { events } = closed()
      .resources(AFTER_CLOSE, { threads: [101, 102, 103] })
      .objects(BOTH_CLOSED);
    expect(judge(events, {})).toMatchObject({ verdict: 'fail' });
    expect(judge(events, {}).contradiction).toBeUndefined();
  });

  it('is inconclusive when nothing was measured afterwards, or Close did not succeed', () => {
    expect(judge(closed().events, {})).toMatchObject({ verdict: 'inconclusive' });
    expect(judge(closed().resources(AFTER_CLOSE).events, {})).toMatchObject({ verdict: 'inconclusive' });
    const { events } = handMade().resources(BEFORE_OPEN).close('VD_E_PROTOCOL').resources(AFTER_CLOSE);
    expect(judge(events, {})).toMatchObject({ verdict: 'inconclusive' });
  });
});
