import type { Scenario, ScenarioCase } from '../scenario.js';
import { breakAt, closeSet, type ClientMoment } from '../steps/client-moments.js';
import { CLIENT_GONE } from '../steps/client-run.js';

/** The set is closed, and the statement that it belongs to does not end. */
function sessionStays(moment: ClientMoment, devices: number): ScenarioCase {
  return {
    id: `${moment}-${devices}-session-stays`,
    parameters: { moment, act: 'close', devices, direction: 'backup' },
    processes: 0,
    script: async (stage) => {
      const shape = { devices, direction: 'backup' } as const;
      const run = await breakAt(stage, moment, shape, closeSet, { keepSession: true });
      await run.program.ended();
      await run.issued?.statement.cancel();
      await run.issued?.statement.ended;
      await stage.objects(CLIENT_GONE);
    },
  };
}

export const scenario: Scenario = {
  id: 'client-session-stays',
  cases: [
    sessionStays('in-GetConfiguration', 1),
    sessionStays('in-GetCommand', 1),
    sessionStays('with-many-commands', 3),
  ],
};
