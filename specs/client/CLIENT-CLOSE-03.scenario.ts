import type { Scenario } from '../scenario.js';
import { endedAt } from '../steps/client-moments.js';

export const scenario: Scenario = {
  id: 'client-in-get-configuration',
  cases: [endedAt({ moment: 'in-GetConfiguration', act: 'close', devices: 1 })],
};
