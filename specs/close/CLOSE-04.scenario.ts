import type { Scenario, ScenarioCase } from '../scenario.js';
import { sendTransfers } from '../steps/commands.js';
import { closeServer } from '../steps/ending.js';
import { deviceNames, establish, openDevices, type Direction } from '../steps/establish.js';

function devicesOpen(devices: number, open: number, direction: Direction, outstanding: number): ScenarioCase {
  return {
    id: `${open}-of-${devices}-open-${outstanding}-outstanding`,
    parameters: { devices, open, direction, outstanding },
    processes: 2,
    script: async (stage) => {
      const session = await establish(stage, { devices, direction }, 'Active');
      await sendTransfers(stage, session, outstanding);
      for (const device of session.serverDevices.slice(open)) stage.need(await device.call('CloseDevice'));
      await closeServer(session);
    },
  };
}

/** Devices can be open before the set is active: here the client has opened none, and no agent runs. */
function openBeforeActive(devices: number, open: number): ScenarioCase {
  return {
    id: `Initializing-${open}-of-${devices}-open`,
    parameters: { devices, open, direction: 'write', outstanding: 0 },
    processes: 2,
    script: async (stage) => {
      const session = await establish(stage, { devices, direction: 'write' }, 'Initializing');
      const names = deviceNames(stage.set, devices).slice(0, open);
      await openDevices(stage, session.server, session.serverSet, names);
      await closeServer(session);
    },
  };
}

export const scenario: Scenario = {
  id: 'devices-open',
  cases: [
    devicesOpen(1, 1, 'write', 0),
    devicesOpen(1, 1, 'read', 1),
    devicesOpen(3, 1, 'write', 0),
    devicesOpen(64, 64, 'write', 256),
    openBeforeActive(1, 1),
    openBeforeActive(3, 1),
  ],
};
