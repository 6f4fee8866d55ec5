import { COMPLETION } from '../../harness/vdi/codes.js';
import type { Scenario, ScenarioCase } from '../scenario.js';
import { begin, completeWith, holdOne, lookAndClose, serve } from '../steps/backup.js';

/** The first device fails; the client goes on with it and with the others as if nothing had happened. */
function failing(devices: number, code: number): ScenarioCase {
  return {
    id: `${devices}-devices-error-${code}`,
    parameters: { devices, direction: 'write', code, outstanding: devices },
    processes: 1,
    script: async (stage) => {
      const backup = await begin(stage, { devices, direction: 'write' });
      const [first, ...others] = await holdOne(stage, backup, 2);
      if (first !== undefined) await completeWith(first, code);
      for (const { device, command } of others) await backup.client.complete(device, [command]);
      await Promise.all(backup.devices.map((device) => serve(backup.client, device)));
      await lookAndClose(stage, backup);
    },
  };
}

export const scenario: Scenario = {
  id: 'error-without-abort',
  cases: [failing(1, COMPLETION.ERROR_IO_DEVICE), failing(3, COMPLETION.ERROR_DISK_FULL)],
};
