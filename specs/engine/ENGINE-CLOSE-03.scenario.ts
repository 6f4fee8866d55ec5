import type { Scenario } from '../scenario.js';
import { brokenOff } from '../steps/broken-off.js';

export const scenario: Scenario = {
  id: 'client-dies',
  cases: (['under-way', 'first-command'] as const).flatMap((moment) =>
    [1, 3].map((devices) =>
      brokenOff(moment, { devices, direction: 'write' }, (_, { client }) => client.kill()),
    ),
  ),
};
