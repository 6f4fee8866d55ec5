import type { Scenario } from '../scenario.js';
import { endedAt } from '../steps/client-moments.js';
import { backupRefused } from '../steps/client-refused.js';

export const scenario: Scenario = {
  id: 'client-tells-failure',
  cases: [
    endedAt({ moment: 'in-GetConfiguration', act: 'close', devices: 1 }),
    endedAt({ moment: 'in-GetCommand', act: 'close', devices: 1 }),
    endedAt({ moment: 'with-one-command', act: 'signal-abort', devices: 1 }),
    endedAt({ moment: 'with-many-commands', act: 'close', devices: 3 }),
    backupRefused(),
  ],
};
