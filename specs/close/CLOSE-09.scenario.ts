import type { Scenario } from '../scenario.js';
import { closedUnderLoad, UNDER_LOAD } from '../steps/aborted.js';

export const scenario: Scenario = {
  id: 'closed-under-load',
  cases: [
    UNDER_LOAD,
    closedUnderLoad({ devices: 1, direction: 'write', completed: 0, outstanding: 1, held: 0 }),
    closedUnderLoad({ devices: 3, direction: 'read', completed: 0, outstanding: 12, held: 12 }),
    closedUnderLoad({ devices: 64, direction: 'write', completed: 0, outstanding: 256, held: 0 }),
  ],
};
