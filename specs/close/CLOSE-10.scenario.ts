import type { Scenario } from '../scenario.js';
import { closedUnderLoad, UNDER_LOAD } from '../steps/aborted.js';

export const scenario: Scenario = {
  id: 'closed-under-load',
  cases: [
    UNDER_LOAD,
    closedUnderLoad({ devices: 1, direction: 'write', completed: 2, outstanding: 0, held: 0 }),
    closedUnderLoad({ devices: 1, direction: 'write', completed: 1, outstanding: 1, held: 1 }),
    closedUnderLoad({ devices: 1, direction: 'read', completed: 3, outstanding: 4, held: 2 }),
    closedUnderLoad({ devices: 64, direction: 'read', completed: 64, outstanding: 256, held: 128 }),
  ],
};
