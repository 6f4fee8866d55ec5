import { afterAll, afterEach, beforeAll, beforeEach, expect } from 'vitest';
import { KitCopy } from './kit-copy.js';

interface KitOfTests {
  readonly kit: KitCopy;
}

/** One copy of the kit for all tests of a file; nothing may be left of them. */
export function sharedKitCopy(): KitOfTests {
  return kitCopy(beforeAll, afterAll);
}

/** A copy of the kit for each test, which may damage it; nothing may be left of it. */
export function ownKitCopy(): KitOfTests {
  return kitCopy(beforeEach, afterEach);
}

type Hook = (run: () => Promise<void>) => unknown;

function kitCopy(before: Hook, after: Hook): KitOfTests {
  let kit: KitCopy | null = null;
  const made = (): KitCopy => {
    if (kit === null) throw new Error('the copy of the kit is made before the first test');
    return kit;
  };
  before(async () => {
    kit = await KitCopy.make();
  });
  after(async () => {
    const left = await made().left();
    await made().remove();
    expect(left).toEqual([]);
  });
  return {
    get kit() {
      return made();
    },
  };
}
