import { describe, expect, it } from 'vitest';
import { DEFAULT_LIMITS } from '../../limits/limits.js';
import { EmbeddedTarget } from '../../targets/embedded.js';
import { draw, explore, type Exploration } from './explore.js';

const target = new EmbeddedTarget();
const faults = await target.stateFaults();
const SEED = 20_260;

/** How few steps bring each fault to light: found by thinking, not by the explorer. */
const SHORTEST: Readonly<Record<string, number>> = {
  'STATE.created-twice': 2,
  'STATE.interface-used-up': 3,
  'STATE.configuration-after-abort': 4,
  'STATE.death-unnoticed': 4,
  'STATE.configured-twice': 5,
  'STATE.command-before-agent': 6,
  'STATE.device-beyond-count': 6,
  'STATE.completed-twice': 7,
  'STATE.device-closed-twice': 8,
  'STATE.last-device-forgotten': 8,
  'STATE.end-told-as-abort': 10,
  'STATE.error-forgotten': 12,
  'STATE.clear-error-ignored': 15,
};

async function exploring(runs: number, seed: number, fault?: string): Promise<Exploration> {
  const running = await target.start({
    limits: DEFAULT_LIMITS,
    ...(fault === undefined ? {} : { fault }),
  });
  try {
    return await explore(running.connection, { runs, seed });
  } finally {
    await running.stop();
  }
}

describe('random sequences', () => {
  it('show no difference between the reference and the model', async () => {
    const { played, found, taken } = await exploring(300, SEED);
    expect(found).toBeNull();
    expect(played).toBe(300);
    expect(taken.size).toBeGreaterThan(190);
  });

  it('are the same for the same seed, and others for another', async () => {
    const texts = async (seed: number): Promise<string[]> => {
      const all: string[] = [];
      for await (const sequence of draw(60, seed)) all.push(JSON.stringify(sequence));
      return all;
    };
    const first = await texts(1);
    expect(await texts(1)).toEqual(first);
    expect(await texts(2)).not.toEqual(first);
    expect(new Set(first).size).toBeGreaterThan(50);
  });
});

describe('faults of the states', () => {
  it('are at least ten, and each is looked for here', () => {
    expect(faults.length).toBeGreaterThanOrEqual(10);
    expect(faults.map(({ id }) => id).sort()).toEqual(Object.keys(SHORTEST).sort());
  });

  it.each(Object.entries(SHORTEST))('%s is found within 500 sequences', async (fault, shortest) => {
    const { found } = await exploring(500, SEED, fault);
    expect(found?.run).toBeLessThan(500);
    expect(found?.sequence.steps.length).toBeLessThanOrEqual(shortest);
  });
});
