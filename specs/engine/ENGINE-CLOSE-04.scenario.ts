import type { Scenario } from '../scenario.js';
import { brokenOff } from '../steps/broken-off.js';

export const scenario: Scenario = {
  id: 'client-closes-with-devices-open',
  cases: (['under-way', 'last-flush'] as const).flatMap((moment) =>
    [1, 3].map((devices) =>
      brokenOff(moment, { devices, direction: 'write' }, async (_, { clientSet }) => {
        // What it answers is the interface's to certify.
        await clientSet.call('Close');
      }),
    ),
  ),
};
