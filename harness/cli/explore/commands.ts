import fc from 'fast-check';
import { ordinaryStep } from '../../../specs/model/ordinary.js';
import { perform } from '../../../specs/model/model.js';
import { possible } from '../../../specs/model/possible.js';
import { SERVER_SET_CALLS, type ClientStep, type ServerStep, type Step } from '../../../specs/model/steps.js';
import { newWorld, type World } from '../../../specs/model/world.js';

/** The model as fast-check carries it along, and the steps that a run of commands comes to. */
export interface Walk {
  world: World;
}
export type Steps = Step[];

/** A choice of a step. What it comes to depends on where the model is: so shrinking keeps its sense. */
class Choice implements fc.AsyncCommand<Walk, Steps> {
  constructor(
    private readonly choose: (world: World) => Step,
    private readonly text: string,
  ) {}

  check(walk: Readonly<Walk>): boolean {
    return possible(walk.world, this.choose(walk.world));
  }

  async run(walk: Walk, steps: Steps): Promise<void> {
    const step = this.choose(walk.world);
    walk.world = perform(walk.world, step).world;
    steps.push(step);
  }

  toString(): string {
    return this.text;
  }
}

/** How often an ordinary backup goes on, a call comes out of turn, an end aborts or closes, a process dies. */
const WEIGHT = { ordinary: 600, call: 370, ending: 27, death: 2 };
/** In one sequence of so many a process dies when the commands are done: a new one is dear. */
const ONE_DIES_IN = 24;
/** After a death the other end goes on for a while. */
const MOST_AFTERWARDS = 8;
const MOST_STEPS = 32;
/** Steps of an ordinary backup with which a sequence begins: else most would never get far. */
const MOST_HEAD = 14;
const PICKS = 7;

const ofServer = (step: ServerStep): Step => step;
const ofClient = (step: ClientStep): Step => step;

/** A call of either end, whether it is in turn or not. `number` chooses the device. */
type Call = (device: number, beyond: number) => Step;

const CALLS: readonly Call[] = [
  // SignalAbort and Close are among the endings, which are less frequent.
  ...SERVER_SET_CALLS.filter((call) => call !== 'SignalAbort' && call !== 'Close').map(
    (call) => () => ofServer({ end: 'server', call }),
  ),
  (_, device) => ofServer({ end: 'server', call: 'OpenDevice', device }),
  ...[0, 1].map(() => (device: number) => ofServer({ end: 'server', call: 'CloseDevice', device })),
  ...[0, 1, 2].map(() => (device: number) => ofServer({ end: 'server', call: 'SendCommand', device })),
  (device) => ofServer({ end: 'server', call: 'SendCommand', device, clearError: true }),
  () => ofServer({ end: 'server', call: 'new interface' }),
  () => ofClient({ end: 'client', call: 'Create' }),
  () => ofClient({ end: 'client', call: 'GetConfiguration' }),
  () => ofClient({ end: 'client', call: 'GetConfiguration', waits: true }),
  (_, device) => ofClient({ end: 'client', call: 'OpenDevice', device }),
  (device) => ofClient({ end: 'client', call: 'GetCommand', device }),
  ...[0, 1].map(
    () => (device: number) => ofClient({ end: 'client', call: 'GetCommand', device, waits: true }),
  ),
  ...(['ERROR_SUCCESS', 'ERROR_HANDLE_EOF', 'ERROR_IO_DEVICE', 'ERROR_IO_DEVICE'] as const).map(
    (code) => (device: number) =>
      ofClient({ end: 'client', call: 'CompleteCommand', device, which: 'oldest', code }),
  ),
  ...(['newest', 'again', 'again', 'none'] as const).map(
    (which) => (device: number) =>
      ofClient({ end: 'client', call: 'CompleteCommand', device, which, code: 'ERROR_SUCCESS' }),
  ),
];

const ENDINGS: readonly Step[] = [
  { end: 'server', call: 'SignalAbort' },
  { end: 'client', call: 'SignalAbort' },
  { end: 'server', call: 'Close' },
  { end: 'client', call: 'Close' },
];

const DEATHS: readonly Step[] = [
  { end: 'server', call: 'dies' },
  { end: 'client', call: 'dies' },
];

/** A sequence as fast-check makes and shrinks it. */
export interface Drawn {
  readonly deviceCount: number;
  /** So many ordinary steps come first. */
  readonly head: number;
  readonly pick: number;
  readonly commands: Iterable<fc.AsyncCommand<Walk, Steps>>;
  readonly death: Step | null;
  readonly afterwards: Iterable<fc.AsyncCommand<Walk, Steps>>;
}

export function sequences(): fc.Arbitrary<Drawn> {
  const ordinary = fc
    .nat(PICKS)
    .map((pick) => new Choice((world) => ordinaryStep(world, pick), `ordinary ${pick}`));
  const call = fc.tuple(fc.constantFrom(...CALLS), fc.nat(5)).map(([make, number]) => {
    const step = ({ deviceCount }: World): Step => make(number % deviceCount, number % (deviceCount + 1));
    return new Choice(step, `a call ${number}`);
  });
  const one = (steps: readonly Step[]): fc.Arbitrary<Choice> =>
    fc.constantFrom(...steps).map((step) => new Choice(() => step, `${step.end} ${step.call}`));
  const choice = fc.oneof(
    { weight: WEIGHT.ordinary, arbitrary: ordinary },
    { weight: WEIGHT.call, arbitrary: call },
    { weight: WEIGHT.ending, arbitrary: one(ENDINGS) },
    { weight: WEIGHT.death, arbitrary: one(DEATHS) },
  );
  const commands = (maxCommands: number): fc.Arbitrary<Iterable<fc.AsyncCommand<Walk, Steps>>> =>
    fc.commands<Walk, Steps, false>([choice], { maxCommands, size: 'max' });
  return fc.record({
    deviceCount: fc.constantFrom(1, 1, 2),
    head: fc.nat(MOST_HEAD),
    pick: fc.nat(PICKS),
    commands: commands(MOST_STEPS),
    death: fc.oneof(
      { weight: ONE_DIES_IN - 1, arbitrary: fc.constant(null) },
      { weight: 1, arbitrary: fc.constantFrom(...DEATHS) },
    ),
    afterwards: commands(MOST_AFTERWARDS),
  });
}

/** The steps that a drawn sequence comes to. */
export async function stepsOf({
  deviceCount,
  head,
  pick,
  commands,
  death,
  afterwards,
}: Drawn): Promise<Steps> {
  const walk: Walk = { world: newWorld(deviceCount) };
  const steps: Steps = [];
  const take = (step: Step): void => {
    if (!possible(walk.world, step)) return;
    walk.world = perform(walk.world, step).world;
    steps.push(step);
  };
  for (let i = 0; i < head; i++) take(ordinaryStep(walk.world, pick));
  await fc.asyncModelRun(() => ({ model: walk, real: steps }), commands);
  if (death !== null) {
    take(death);
    await fc.asyncModelRun(() => ({ model: walk, real: steps }), afterwards);
  }
  return steps;
}
