import type { Scenario, ScenarioCase } from '../scenario.js';
import { ask, bothEnds, lookAndClose } from '../steps/backup.js';

/** The client has more devices than the statement names, which is no configuration that both can work with. */
function refused(devices: number): ScenarioCase {
  return {
    id: `${devices}-of-${devices + 1}-devices`,
    parameters: { devices, direction: 'write', outstanding: 0 },
    processes: 1,
    script: async (stage) => {
      const ends = await bothEnds(stage);
      const config = { deviceCount: devices + 1 };
      const statement = await ask(stage, ends, { devices, direction: 'write', config });
      await ends.clientSet.call('GetConfiguration', { timeoutMs: stage.timeoutMs });
      await lookAndClose(stage, { ...ends, statement });
    },
  };
}

export const scenario: Scenario = { id: 'configuration-refused', cases: [refused(1), refused(3)] };
