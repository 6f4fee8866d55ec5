import { describe, expect, it } from 'vitest';
import { CLIENT_TABLE } from '../../../specs/model/client-table.js';
import { DEVICE_TABLE } from '../../../specs/model/device-table.js';
import { perform, TRANSITIONS } from '../../../specs/model/model.js';
import { SERVER_TABLE } from '../../../specs/model/server-table.js';
import type { Outcome } from '../../../specs/model/outcome.js';
import type { Step } from '../../../specs/model/steps.js';
import { isCell, transitionId, type Answers, type Cell, type Cases } from '../../../specs/model/table.js';
import { newWorld, type World } from '../../../specs/model/world.js';
import { draw } from './explore.js';

/**
 * Nothing that a table says is idle: every answer in it is expected of some call in some sequence, and what has none
 * is no call. A cell is given another answer, and the model has to expect something else than before, or to notice
 * that its tables contradict each other.
 */

/** As many as the sanitizers are given, of the same seed; nothing is played. */
const RUNS = 2_000;
const SEED = 1;

interface Met {
  readonly world: World;
  readonly step: Step;
  readonly outcome: Outcome;
}

/** For each transition a step that takes it. */
const met = new Map<string, Met>();
for await (const { deviceCount, steps } of draw(RUNS, SEED)) {
  let world = newWorld(deviceCount);
  for (const step of steps) {
    const after = perform(world, step);
    for (const id of after.outcome.transitions)
      if (!met.has(id)) met.set(id, { world, step, outcome: after.outcome });
    world = after.world;
  }
}

interface Mutable {
  answers: Answers;
  to?: string;
  unreachable?: string;
}

/** Every cell of a table by the id of its transition. */
function cellsOf(name: string, table: object): [string, Mutable][] {
  return Object.entries(table as Record<string, Record<string, Cell<string> | Cases<string>>>).flatMap(
    ([method, row]) =>
      Object.entries(row).flatMap(([state, entry]) => {
        const cells: [string | undefined, Cell<string>][] = isCell(entry)
          ? [[undefined, entry]]
          : Object.entries(entry);
        return cells.map(([which, cell]): [string, Mutable] => [
          transitionId(name, state, method, which, cell.to),
          cell,
        ]);
      }),
  );
}

const cells = [
  ...cellsOf('server', SERVER_TABLE),
  ...cellsOf('client', CLIENT_TABLE),
  ...cellsOf('device', DEVICE_TABLE),
];
const reachable = cells.filter(([, { unreachable }]) => unreachable === undefined);

function expected({ world, step }: Met): Outcome | string {
  try {
    return perform(world, step).outcome;
  } catch (error) {
    return String(error);
  }
}

describe('the tables of the model', () => {
  it('are taken whole by the sequences that the sanitizers play', () => {
    expect(cells.map(([id]) => id).sort()).toEqual(TRANSITIONS.map(({ id }) => id).sort());
    expect(reachable.filter(([id]) => !met.has(id)).map(([id]) => id)).toEqual([]);
  });

  it('say nothing that is not expected of a call', () => {
    const idle = reachable.filter(([id, cell]) => {
      const one = met.get(id);
      if (one === undefined || cell.answers.length === 0) return false;
      const { answers } = cell;
      cell.answers = ['E_NOTIMPL'];
      const otherwise = expected(one);
      cell.answers = answers;
      expect(expected(one)).toEqual(one.outcome);
      return JSON.stringify(otherwise) === JSON.stringify(one.outcome);
    });
    expect(idle.map(([id]) => id)).toEqual([]);
  });

  it('answer nothing where an end is not called', () => {
    const silent = reachable.filter(([, { answers }]) => answers.length === 0).map(([id]) => id);
    expect(silent.filter((id) => !/: \w+, (the (client|server|set) |queued, given back)/.test(id))).toEqual(
      [],
    );
    expect(silent.length).toBeGreaterThan(10);
  });
});
