import { describe, expect, it } from 'vitest';
import type { PlayOp } from '../agent/protocol.js';
import type { ComPointer, NativeAnswer } from '../vdi/native-call.js';
import { SequencePlayer, type Instrument } from './sequence-player.js';

const VD_E_ABORT = 0x80770004;
const VD_E_PROTOCOL = 0x8077000c;

const answer = (value: number, results: NativeAnswer['results'] = {}): NativeAnswer => ({
  startNs: 0n,
  endNs: 1n,
  value,
  results,
  object: null,
});

/** A library whose methods do what a test says, and whose threads always sleep. */
class Fake implements Instrument {
  readonly methods = new Map<string, () => NativeAnswer>();
  /** Calls that wait, by method: they come back when these are called. */
  readonly waiting = new Map<string, (value: number) => void>();
  readonly heard: { context: number; code: number }[] = [];
  readonly contexts: number[] = [];

  prepare(_: ComPointer, method: string, args: Readonly<Record<string, unknown>>) {
    if (typeof args['command'] === 'number') this.contexts.push(args['command']);
    const now = this.methods.get(method) ?? (() => answer(0));
    const away = this.methods.has(method)
      ? () => Promise.resolve(now())
      : () =>
          new Promise<NativeAnswer>((resolve) => this.waiting.set(method, (value) => resolve(answer(value))));
    return { now, away };
  }
  release(): void {
    // Nothing is counted.
  }
  newSet(): ComPointer {
    return { pointer: 1n } as unknown as ComPointer;
  }
  sleeping(): string {
    return 'all sleep';
  }
  callbacks() {
    return this.heard.splice(0);
  }
}

const FRESH: PlayOp = { op: 'fresh', all: true };
const call = (method: string, ...allowed: number[]): PlayOp => ({
  op: 'call',
  object: 'set',
  method,
  args: {},
  allowed: allowed.length === 0 ? [0] : allowed,
});
const waits = (method: string): PlayOp => ({
  op: 'begin',
  id: method,
  object: 'set',
  method,
  args: {},
  allowed: ['waits'],
});

function playing(): { fake: Fake; play: (...ops: PlayOp[]) => ReturnType<SequencePlayer['play']> } {
  const fake = new Fake();
  const player = new SequencePlayer(fake);
  return { fake, play: (...ops) => player.play(ops, 5) };
}

describe('a player of sequences', () => {
  it('stops at the first answer that is not allowed', async () => {
    const { fake, play } = playing();
    fake.methods.set('Open', () => answer(VD_E_PROTOCOL));
    const { played } = await play(FRESH, call('Open', 0, VD_E_ABORT), call('Close'));
    expect(played).toEqual([{ how: 'done' }, { how: 'other', value: VD_E_PROTOCOL }]);
  });

  it('knows a call that waits from one that came back, and that from one that ought to', async () => {
    const { fake, play } = playing();
    expect((await play(FRESH, waits('Agent'))).played[1]).toEqual({ how: 'waits' });
    fake.waiting.get('Agent')?.(VD_E_ABORT);
    const awaited = await play({ op: 'await', id: 'Agent', allowed: [VD_E_ABORT] });
    expect(awaited.played).toEqual([{ how: 'answered', value: VD_E_ABORT }]);
    const atOnce = { ...waits('Other'), allowed: [0] } as PlayOp;
    expect((await play(atOnce)).played).toEqual([{ how: 'missing' }]);
    fake.methods.set('Third', () => answer(0));
    expect((await play(waits('Third'))).played).toEqual([{ how: 'other', value: 0 }]);
  });

  it('tells which waiting calls have come back that nobody awaited', async () => {
    const { fake, play } = playing();
    expect((await play(FRESH, waits('Agent'), waits('Get'))).returned).toEqual([]);
    fake.waiting.get('Get')?.(0);
    expect((await play(call('Open'))).returned).toEqual(['Get']);
  });

  it('gives up what does not come when all threads have rested', async () => {
    const { play } = playing();
    const { played } = await play(
      FRESH,
      waits('Agent'),
      { op: 'await', id: 'Agent', allowed: [0] },
      call('Close'),
    );
    expect(played.map(({ how }) => how)).toEqual(['done', 'waits', 'missing']);
    expect((await play({ op: 'callbacks', count: 1 })).played).toEqual([{ how: 'missing' }]);
    expect((await play({ op: 'drain' })).played).toEqual([{ how: 'missing' }]);
  });

  it('tells between which steps it heard a callback', async () => {
    const { fake, play } = playing();
    const calling = (context: number) => () => {
      fake.heard.push({ context, code: 995 });
      return answer(0);
    };
    await play(FRESH);
    fake.heard.push({ context: 1, code: 0 });
    fake.methods.set('First', calling(2));
    fake.methods.set('Second', calling(3));
    const { callbacks } = await play(call('First'), call('Open'), call('Second'));
    expect(callbacks.map(([, code, begun]) => [code, begun])).toEqual([
      [0, 0],
      [995, 1],
      [995, 3],
    ]);
    expect((await play(call('Open'))).callbacks).toEqual([]);
  });

  it('counts callbacks from the beginning of a sequence, and numbers commands so that none is met again', async () => {
    const { fake, play } = playing();
    const send: PlayOp = {
      op: 'call',
      object: 'set',
      method: 'Send',
      args: { command: '@command:1' },
      allowed: [0],
    };
    await play(FRESH, send);
    fake.heard.push({ context: fake.contexts[0] ?? 0, code: 0 });
    expect((await play({ op: 'callbacks', count: 1 })).callbacks).toEqual([[1, 0, 0]]);
    await play(FRESH, send);
    expect(fake.contexts[1]).toBeGreaterThan(fake.contexts[0] ?? 0);
    fake.heard.push({ context: fake.contexts[1] ?? 0, code: 995 });
    const second = await play({ op: 'callbacks', count: 1 });
    expect(second.played).toEqual([{ how: 'done' }]);
    expect(second.callbacks).toEqual([[1, 995, 0]]);
  });
});
