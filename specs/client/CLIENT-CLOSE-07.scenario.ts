import type { Scenario } from '../scenario.js';
import { endedAt } from '../steps/client-moments.js';

export const scenario: Scenario = {
  id: 'client-just-completed',
  cases: [
    endedAt({ moment: 'just-completed', act: 'close', devices: 1 }),
    endedAt({ moment: 'one-device-closed', act: 'close', devices: 2 }),
  ],
};
