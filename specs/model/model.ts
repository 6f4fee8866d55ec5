import { CLIENT_TABLE } from './client-table.js';
import { clientStep } from './client-steps.js';
import { DEVICE_TABLE } from './device-table.js';
import type { Outcome } from './outcome.js';
import { SERVER_TABLE } from './server-table.js';
import { serverStep } from './server-steps.js';
import type { Step } from './steps.js';
import { transitionsOf } from './table.js';
import { Turn } from './turn.js';
import type { World } from './world.js';

/** What a step does to a world, and what is expected of whoever does it. The given world stays as it is. */
export function perform(before: World, step: Step): { readonly world: World; readonly outcome: Outcome } {
  const turn = new Turn(structuredClone(before));
  const answers = step.end === 'server' ? serverStep(turn, step) : clientStep(turn, step);
  const { world, callbacks, returns, transitions, waiting, command } = turn;
  const outcome = {
    answers,
    ...(waiting && { waiting }),
    ...(command !== undefined && { command }),
    callbacks,
    returns,
    transitions,
  };
  return { world, outcome };
}

/** Every transition of the three tables. */
export const TRANSITIONS = [
  ...transitionsOf('server', SERVER_TABLE),
  ...transitionsOf('client', CLIENT_TABLE),
  ...transitionsOf('device', DEVICE_TABLE),
];
