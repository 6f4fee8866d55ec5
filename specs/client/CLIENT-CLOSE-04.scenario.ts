import type { Scenario } from '../scenario.js';
import { endedAt } from '../steps/client-moments.js';

export const scenario: Scenario = {
  id: 'client-before-its-devices',
  cases: [
    endedAt({ moment: 'before-its-devices', act: 'close', devices: 1 }),
    endedAt({ moment: 'before-its-devices', act: 'close', devices: 3 }),
  ],
};
