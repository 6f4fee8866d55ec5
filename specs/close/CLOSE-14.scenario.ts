import type { Scenario, ScenarioCase } from '../scenario.js';
import { AFTER_CLOSE, BEFORE_OPEN, BOTH_CLOSED } from '../findings/released.js';
import { closeClient, closeServer } from '../steps/ending.js';
import {
  deviceNames,
  establish,
  openDevices,
  type Direction,
  type ReachableState,
} from '../steps/establish.js';

function withoutAgent(
  state: ReachableState,
  devices: number,
  open: number,
  direction: Direction = 'write',
): ScenarioCase {
  return {
    id: open === 0 ? state : `${state}-${open}-of-${devices}-open`,
    parameters: { state, devices, open, direction, outstanding: 0 },
    processes: 2,
    script: async (stage) => {
      const [server, client] = await Promise.all([stage.server(), stage.client()]);
      await server.resources(BEFORE_OPEN);
      const session = await establish(stage, { devices, direction }, state, { server, client });
      const names = deviceNames(stage.set, devices).slice(0, open);
      await openDevices(stage, server, session.serverSet, names);
      await closeServer(session);
      await server.resources(AFTER_CLOSE);
      await closeClient(session);
      await stage.objects(BOTH_CLOSED);
    },
  };
}

export const scenario: Scenario = {
  id: 'no-agent',
  cases: [
    withoutAgent('Connected', 1, 0),
    withoutAgent('Configurable', 1, 0),
    withoutAgent('Initializing', 1, 0),
    withoutAgent('Initializing', 1, 1, 'read'),
    withoutAgent('Initializing', 64, 64),
  ],
};
