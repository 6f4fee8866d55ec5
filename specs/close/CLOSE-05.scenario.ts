import type { Scenario, ScenarioCase } from '../scenario.js';
import { sendTransfers } from '../steps/commands.js';
import { closeServer } from '../steps/ending.js';
import { establish, type SessionShape } from '../steps/establish.js';
import { AFTER, BEFORE } from './CLOSE-05.judge.js';

interface Mapped extends SessionShape {
  readonly areas: number;
  /** Devices still open at Close. */
  readonly open: number;
  readonly outstanding: number;
}

function mappingDropped(mapped: Mapped): ScenarioCase {
  const { devices, direction, areas, open, outstanding } = mapped;
  return {
    id: `${open}-of-${devices}-${direction}-${areas}-areas-${outstanding}-outstanding`,
    parameters: { ...mapped },
    processes: 2,
    script: async (stage) => {
      const [server, client] = await Promise.all([stage.server(), stage.client()]);
      await server.resources(BEFORE);
      const session = await establish(stage, mapped, 'Active', { server, client });
      await sendTransfers(stage, session, outstanding);
      for (const device of session.serverDevices.slice(open)) stage.need(await device.call('CloseDevice'));
      // The same look from the same place as after Close: it has to be able to see a buffer.
      await session.serverSet.call(
        'GetConfiguration',
        {},
        { observe: { label: BEFORE, ranges: session.buffers } },
      );
      await closeServer(session, { observe: { label: AFTER, ranges: session.buffers } });
      await server.resources(AFTER);
    },
  };
}

export const scenario: Scenario = {
  id: 'mapping-dropped',
  cases: [
    mappingDropped({ devices: 1, open: 1, direction: 'write', areas: 1, outstanding: 0 }),
    mappingDropped({ devices: 1, open: 1, direction: 'write', areas: 2, outstanding: 1 }),
    mappingDropped({ devices: 3, open: 1, direction: 'write', areas: 2, outstanding: 0 }),
    mappingDropped({ devices: 3, open: 3, direction: 'read', areas: 3, outstanding: 12 }),
    mappingDropped({ devices: 64, open: 64, direction: 'write', areas: 2, outstanding: 256 }),
  ],
};
