import { describe, expect, it } from 'vitest';
import { handMade, NO_ANSWER, PROCESS_ENDED } from '../findings/hand-made.js';
import { judge, METHODS } from './CLOSE-03.judge.js';

type Answers = Partial<Record<(typeof METHODS)[number], Parameters<ReturnType<typeof handMade>['close']>[0]>>;

function afterClose(answers: Answers, released: number | null = 0) {
  const made = handMade().close('NOERROR');
  for (const method of METHODS) {
    made.call(
      'server',
      'set',
      method,
      answers[method] ?? (method === 'IsSharedBuffer' ? 'NOERROR' : 'VD_E_PROTOCOL'),
    );
  }
  return released === null ? made : made.call('server', 'set', 'Release', { how: 'value', value: released });
}

describe('CLOSE-03', () => {
  it('passes when everything refuses and Release reaches zero', () => {
    expect(judge(afterClose({}).events, {})).toMatchObject({ verdict: 'pass' });
  });

  it.each(METHODS.filter((method) => method !== 'IsSharedBuffer'))(
    'fails when %s still answers NOERROR',
    (method) => {
      const judgement = judge(afterClose({ [method]: 'NOERROR' }).events, {});
      expect(judgement).toMatchObject({ verdict: 'fail', observed: 'NOERROR' });
      expect(judgement.reason).toContain(method);
    },
  );

  it('names the contradiction of the documents on an Open that the state table would allow', () => {
    const contradictionOn = (answers: Answers) => judge(afterClose(answers).events, {}).contradiction;
    expect(contradictionOn({ Open: 'NOERROR' })).toBe('contradiction.open-after-close');
    expect(contradictionOn({ Open: 'S_FALSE' })).toBeUndefined();
    expect(contradictionOn({ OpenDevice: 'NOERROR' })).toBeUndefined();
  });

  it('fails when a buffer still counts as shared', () => {
    expect(judge(afterClose({ IsSharedBuffer: 'S_FALSE' }).events, {})).toMatchObject({ verdict: 'fail' });
  });

  it('fails when the agent blocks on the closed interface', () => {
    expect(judge(afterClose({ ExecuteCompletionAgent: NO_ANSWER }).events, {})).toMatchObject({
      verdict: 'fail',
    });
  });

  it('fails when a method crashes', () => {
    const made = handMade().close('NOERROR').call('server', 'set', 'SignalAbort', PROCESS_ENDED);
    expect(judge(made.ended('server', { signal: 'SIGSEGV' }).events, {})).toMatchObject({ verdict: 'fail' });
  });

  it('fails when Release does not reach zero', () => {
    expect(judge(afterClose({}, 2).events, {})).toMatchObject({
      verdict: 'fail',
      expected: '0',
      observed: '2',
    });
  });

  it('is inconclusive when a method was not called, or the interface not released', () => {
    expect(judge(handMade().close('NOERROR').events, {})).toMatchObject({ verdict: 'inconclusive' });
    expect(judge(afterClose({}, null).events, {})).toMatchObject({ verdict: 'inconclusive' });
  });
});
