import type { Scenario, ScenarioCase } from '../scenario.js';
import { begin, holdOne, look } from '../steps/backup.js';
import { AFTER_END, CLIENT_LIVES } from '../findings/engine.js';
import { BOTH_CLOSED } from '../findings/released.js';
import { interrupt, type Interruption } from '../steps/interrupt.js';

/** The client keeps a command of each device and asks for more, as one that waits for its medium may. */
function unanswered(by: Interruption, devices: number): ScenarioCase {
  return {
    id: `${by}-${devices}`,
    parameters: { by, devices, direction: 'write', outstanding: devices },
    processes: 1,
    script: async (stage) => {
      // As many buffers as devices: with one command of each in hand there is no other to be had.
      const backup = await begin(stage, { devices, direction: 'write', buffers: devices });
      await holdOne(stage, backup, 1);
      const interrupted = await interrupt(stage, backup, by);
      await Promise.all(backup.devices.map((device) => backup.client.take(device, 1)));
      await interrupted.listed(CLIENT_LIVES);
      // A server may wait for its client, which the documents do not forbid: so the client ends first.
      await backup.clientSet.call('Close');
      await interrupted.over(AFTER_END);
      await look(interrupted.other);
      await stage.objects(BOTH_CLOSED);
    },
  };
}

export const scenario: Scenario = {
  id: 'client-never-answers',
  cases: [unanswered('cancel', 1), unanswered('cancel', 3), unanswered('kill', 1), unanswered('kill', 3)],
};
