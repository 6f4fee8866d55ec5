import type { Scenario, ScenarioCase } from '../scenario.js';
import { sendTransfers } from '../steps/commands.js';
import { closeServer } from '../steps/ending.js';
import { establish, type SessionShape } from '../steps/establish.js';
import { AFTER, BEFORE } from './CLOSE-05.judge.js';

function mappingDropped(shape: SessionShape & { areas: number }, outstanding: number): ScenarioCase {
  return {
    id: `${shape.devices}-${shape.direction}-${shape.areas}-areas-${outstanding}-outstanding`,
    parameters: { ...shape, outstanding },
    processes: 2,
    script: async (stage) => {
      const [server, client] = await Promise.all([stage.server(), stage.client()]);
      await server.resources(BEFORE);
      const session = await establish(stage, shape, 'Active', { server, client });
      await sendTransfers(stage, session, outstanding);
      await server.ranges(BEFORE, session.buffers);
      await closeServer(session, { observe: { label: AFTER, ranges: session.buffers } });
      await server.resources(AFTER);
    },
  };
}

export const scenario: Scenario = {
  id: 'mapping-dropped',
  cases: [
    mappingDropped({ devices: 1, direction: 'write', areas: 1 }, 0),
    mappingDropped({ devices: 1, direction: 'write', areas: 2 }, 1),
    mappingDropped({ devices: 3, direction: 'read', areas: 3 }, 12),
    mappingDropped({ devices: 64, direction: 'write', areas: 2 }, 256),
  ],
};
