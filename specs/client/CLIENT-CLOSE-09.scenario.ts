import type { Scenario } from '../scenario.js';
import { endedAt } from '../steps/client-moments.js';

export const scenario: Scenario = {
  id: 'server-signals-abort',
  cases: [
    endedAt({ moment: 'in-GetConfiguration', act: 'signal-abort', devices: 1 }),
    endedAt({ moment: 'before-its-devices', act: 'signal-abort', devices: 1 }),
    endedAt({ moment: 'in-GetCommand', act: 'signal-abort', devices: 3 }),
    endedAt({ moment: 'with-one-command', act: 'signal-abort', devices: 1 }),
    endedAt({ moment: 'with-many-commands', act: 'signal-abort', devices: 3 }),
  ],
};
