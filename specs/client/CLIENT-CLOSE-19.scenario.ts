import type { Scenario } from '../scenario.js';
import { endedAt } from '../steps/client-moments.js';

export const scenario: Scenario = {
  id: 'client-nothing-after-abort',
  cases: [
    endedAt({ moment: 'in-GetCommand', act: 'close', devices: 1 }),
    endedAt({ moment: 'in-GetConfiguration', act: 'close', devices: 1 }),
    endedAt({ moment: 'just-completed', act: 'close', devices: 1 }),
    endedAt({ moment: 'with-one-command', act: 'close', devices: 1 }),
    endedAt({ moment: 'with-many-commands', act: 'signal-abort', devices: 3 }),
  ],
};
