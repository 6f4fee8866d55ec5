import type { Scenario } from '../scenario.js';
import { brokenOff } from '../steps/broken-off.js';

export const scenario: Scenario = {
  id: 'client-aborts',
  cases: (['write', 'read'] as const).flatMap((direction) =>
    [1, 3].map((devices) =>
      brokenOff(
        direction === 'write' ? 'under-way' : 'first-command',
        { devices, direction },
        async (stage, { clientSet }) => {
          stage.need(await clientSet.call('SignalAbort'));
        },
      ),
    ),
  ),
};
