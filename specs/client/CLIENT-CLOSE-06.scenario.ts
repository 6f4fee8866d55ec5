import type { Scenario } from '../scenario.js';
import { endedAt } from '../steps/client-moments.js';

export const scenario: Scenario = {
  id: 'client-with-commands',
  cases: [
    endedAt({ moment: 'with-one-command', act: 'close', devices: 1 }),
    endedAt({ moment: 'with-many-commands', act: 'close', devices: 3 }),
  ],
};
