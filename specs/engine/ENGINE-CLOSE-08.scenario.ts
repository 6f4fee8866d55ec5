import type { Scenario, ScenarioCase } from '../scenario.js';
import { begin, holdOne, lookAndClose } from '../steps/backup.js';

/**
 * Milliseconds. Three of them are less than what a client waits for a command here; a client that is held up for two by a
 * busy machine is timed out too early.
 */
const SERVER_TIME_OUT = 800;

function expiring(devices: number): ScenarioCase {
  return {
    id: `${devices}-devices`,
    parameters: { devices, direction: 'write', outstanding: devices, serverTimeOut: SERVER_TIME_OUT },
    processes: 1,
    script: async (stage) => {
      const config = { serverTimeOut: SERVER_TIME_OUT };
      // As many buffers as devices: with one command of each in hand there is no other to be had.
      const backup = await begin(stage, { devices, direction: 'write', config, buffers: devices });
      await holdOne(stage, backup, 1);
      await Promise.all(backup.devices.map((device) => backup.client.take(device, 1)));
      await lookAndClose(stage, backup);
    },
  };
}

export const scenario: Scenario = { id: 'server-time-out', cases: [expiring(1), expiring(3)] };
