import type { Scenario } from '../scenario.js';
import { endedAt } from '../steps/client-moments.js';

export const scenario: Scenario = {
  id: 'server-dies',
  cases: [
    endedAt({ moment: 'in-GetConfiguration', act: 'die', devices: 1 }),
    endedAt({ moment: 'in-GetCommand', act: 'die', devices: 1 }),
    endedAt({ moment: 'with-one-command', act: 'die', devices: 1 }),
    endedAt({ moment: 'with-many-commands', act: 'die', devices: 3 }),
  ],
};
