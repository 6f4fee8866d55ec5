import { describe, expect, it } from 'vitest';
import { handMade, type HandMade } from '../findings/hand-made.js';
import { HELD, judge } from './CLOSE-07.judge.js';

const holding = { devices: 1, waiting: 0, held: 1 };

interface Departure {
  intact?: boolean;
  complete?: string;
  callbackAfter?: number;
  getCommand?: string;
  configuration?: string;
  abort?: string;
  close?: string;
}

function holdingOne(departure: Departure = {}): HandMade {
  const made = handMade()
    .call('client', 'set', 'OpenDevice', 'NOERROR')
    .call('client', 'device:a', 'GetCommand', 'NOERROR')
    .close('VD_E_PROTOCOL')
    .callback(1)
    .buffer(HELD, departure.intact ?? true)
    .call('client', 'device:a', 'CompleteCommand', departure.complete ?? 'VD_E_ABORT');
  if (departure.callbackAfter !== undefined) made.callback(1, { completionCode: departure.callbackAfter });
  return made
    .call('client', 'device:a', 'GetCommand', departure.getCommand ?? 'VD_E_ABORT')
    .call('client', 'set', 'GetConfiguration', departure.configuration ?? 'VD_E_ABORT')
    .call('client', 'set', 'SignalAbort', departure.abort ?? 'NOERROR')
    .call('client', 'set', 'Close', departure.close ?? 'NOERROR');
}

describe('CLOSE-07', () => {
  it('passes when every call of the client is answered as after SignalAbort', () => {
    expect(judge(holdingOne().events, holding)).toMatchObject({ verdict: 'pass' });
  });

  it.each([
    ['GetCommand', { getCommand: 'VD_E_CLOSE' }],
    ['GetCommand', { getCommand: 'VD_E_TIMEOUT' }],
    ['GetConfiguration', { configuration: 'NOERROR' }],
    ['CompleteCommand', { complete: 'NOERROR' }],
    ['SignalAbort', { abort: 'VD_E_PROTOCOL' }],
    ['Close', { close: 'VD_E_INVALID' }],
  ])('fails when %s answers otherwise: %j', (method, departure) => {
    const judgement = judge(holdingOne(departure).events, holding);
    expect(judgement).toMatchObject({ verdict: 'fail', observed: Object.values(departure)[0] });
    expect(judgement.reason).toContain(method);
  });

  it.each([
    [{ complete: 'NOERROR' }, 'contradiction.completion-after-abort'],
    [{ close: 'VD_E_OPEN' }, 'contradiction.client-close-after-abort'],
    [{ close: 'VD_E_INVALID' }, undefined],
    [{ complete: 'VD_E_CLOSE' }, undefined],
    [{ getCommand: 'NOERROR' }, undefined],
  ])('fails on %j, with the contradiction of the documents %s', (departure, contradiction) => {
    const judgement = judge(holdingOne(departure).events, holding);
    expect(judgement.verdict).toBe('fail');
    expect(judgement.contradiction).toBe(contradiction);
  });

  it('fails when a call that waited during Close is told something else', () => {
    const waiting = (told: string) =>
      handMade()
        .waiting('client', 'set', 'GetConfiguration', told)
        .close('NOERROR')
        .call('client', 'set', 'GetConfiguration', 'VD_E_ABORT')
        .call('client', 'set', 'SignalAbort', 'NOERROR')
        .call('client', 'set', 'Close', 'NOERROR').events;
    const one = { devices: 1, waiting: 1, held: 0 };
    expect(judge(waiting('VD_E_ABORT'), one)).toMatchObject({ verdict: 'pass' });
    expect(judge(waiting('VD_E_TIMEOUT'), one)).toMatchObject({ verdict: 'fail', decidedBy: [2, 1] });
  });

  it('fails when a held buffer changed', () => {
    expect(judge(holdingOne({ intact: false }).events, holding)).toMatchObject({ verdict: 'fail' });
  });

  it('fails when a late completion reaches the server', () => {
    const judgement = judge(holdingOne({ callbackAfter: 0 }).events, holding);
    expect(judgement).toMatchObject({ verdict: 'fail', expected: 'no effect' });
  });

  it('leaves a late callback with 995 to the rules on the agent', () => {
    expect(judge(holdingOne({ callbackAfter: 995 }).events, holding)).toMatchObject({ verdict: 'pass' });
  });

  it('is inconclusive when the client did not call everything, or nobody waited though somebody should', () => {
    const { events } = handMade().close('VD_E_PROTOCOL').call('client', 'set', 'SignalAbort', 'NOERROR');
    expect(judge(events, { devices: 1, waiting: 0, held: 0 })).toMatchObject({ verdict: 'inconclusive' });
    expect(judge(holdingOne().events, { ...holding, waiting: 1 })).toMatchObject({ verdict: 'inconclusive' });
  });
});
