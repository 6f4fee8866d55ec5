import { describe, expect, it } from 'vitest';
import { perform } from './model.js';
import type { Outcome } from './outcome.js';
import { possible } from './possible.js';
import type { Step } from './steps.js';
import { clientState, newWorld, serverState, type World } from './world.js';

/** Takes steps, each of which has to be possible; the outcome of the last. */
function after(...steps: Step[]): { world: World; outcome: Outcome } {
  let world = newWorld(1);
  let outcome: Outcome = { answers: [], callbacks: [], returns: [], transitions: [] };
  for (const step of steps) {
    expect([step, possible(world, step)]).toEqual([step, true]);
    ({ world, outcome } = perform(world, step));
  }
  return { world, outcome };
}

const server = (
  call: 'Open' | 'BeginConfiguration' | 'EndConfiguration' | 'SignalAbort' | 'Close',
): Step => ({
  end: 'server',
  call,
});
const ACTIVE: Step[] = [
  { end: 'client', call: 'Create' },
  server('Open'),
  server('BeginConfiguration'),
  server('EndConfiguration'),
  { end: 'client', call: 'GetConfiguration' },
  { end: 'client', call: 'OpenDevice', device: 0 },
  { end: 'server', call: 'OpenDevice', device: 0 },
  { end: 'server', call: 'ExecuteCompletionAgent' },
];
const send: Step = { end: 'server', call: 'SendCommand', device: 0 };
const take: Step = { end: 'client', call: 'GetCommand', device: 0 };
const fail: Step = {
  end: 'client',
  call: 'CompleteCommand',
  device: 0,
  which: 'oldest',
  code: 'ERROR_IO_DEVICE',
};

describe('the model', () => {
  it('is Active once all devices are open and the agent runs', () => {
    expect(serverState(after(...ACTIVE.slice(0, -1)).world)).toBe('Initializing');
    const { world, outcome } = after(...ACTIVE);
    expect(outcome.answers).toEqual(['waits']);
    expect([serverState(world), clientState(world)]).toEqual(['Active', 'Active']);
  });

  it('hands commands over in order, also to a call that waits', () => {
    expect(after(...ACTIVE, send, send, take).outcome).toMatchObject({ answers: ['NOERROR'], command: 1 });
    const waiting: Step = { end: 'client', call: 'GetCommand', device: 0, waits: true };
    expect(after(...ACTIVE, waiting).outcome.answers).toEqual(['waits']);
    expect(after(...ACTIVE, waiting, send).outcome.returns).toEqual([
      { end: 'client', id: 'device-0', answers: ['NOERROR'], command: 1 },
    ]);
  });

  it('aborts all that is outstanding, and the agent, whoever causes it', () => {
    for (const cause of [
      server('SignalAbort'),
      server('Close'),
      { end: 'client', call: 'Close' },
      { end: 'client', call: 'dies' },
    ] as Step[]) {
      const { outcome, world } = after(...ACTIVE, send, send, take, cause);
      expect(outcome.callbacks).toEqual([
        { command: 2, codes: [995] },
        { command: 1, codes: [995] },
      ]);
      expect(outcome.returns).toEqual([{ end: 'server', id: 'agent', answers: ['VD_E_ABORT'] }]);
      if (cause.end === 'client') expect(serverState(world)).toBe('AbnormallyTerminated');
      else expect(clientState(world)).toBe('AbnormallyTerminated');
    }
  });

  it('gives back what is queued on a device that comes to be in error, and refuses more', () => {
    const { outcome, world } = after(...ACTIVE, send, send, take, fail);
    expect(outcome.callbacks).toEqual([
      { command: 1, codes: [1117] },
      { command: 2, codes: [1117] },
    ]);
    expect(perform(world, send).outcome).toMatchObject({
      answers: ['failure'],
      callbacks: [{ command: 3, codes: [1117] }],
    });
  });

  it('ends normally when every device was closed and the client told', () => {
    const close: Step = { end: 'server', call: 'CloseDevice', device: 0 };
    const { world, outcome } = after(...ACTIVE, close, take);
    expect(outcome.answers).toEqual(['VD_E_CLOSE']);
    expect([serverState(world), clientState(world)]).toEqual(['NormallyTerminated', 'NormallyTerminated']);
    const { outcome: closed } = perform(world, server('Close'));
    expect(closed.answers).toEqual(['NOERROR']);
    expect(closed.returns).toEqual([{ end: 'server', id: 'agent', answers: ['NOERROR'] }]);
  });

  it('lets the client use its interface again, and not the server', () => {
    const { world } = after(...ACTIVE, { end: 'client', call: 'Close' }, server('Close'));
    const again = perform(world, { end: 'client', call: 'Create' });
    expect(again.outcome.answers).toEqual(['NOERROR']);
    expect(perform(again.world, server('Open')).outcome.answers).toEqual(['VD_E_PROTOCOL']);
  });

  it('changes no world that it is given', () => {
    const { world } = after(...ACTIVE, send);
    const before = structuredClone(world);
    perform(world, server('Close'));
    expect(world).toEqual(before);
  });
});
