import type { Scenario } from '../scenario.js';
import { endedAt } from '../steps/client-moments.js';

export const scenario: Scenario = {
  id: 'client-in-get-command',
  cases: [
    endedAt({ moment: 'in-GetCommand', act: 'close', devices: 1 }),
    endedAt({ moment: 'in-GetCommand', act: 'close', devices: 3 }),
  ],
};
