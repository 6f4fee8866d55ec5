import type { ScenarioCase } from '../scenario.js';
import { finishClient, startClient } from './client-run.js';

/** No database has this name. */
const MISSING = 'vdi_conformance_missing';

/** A case in which the client's own BACKUP is refused, so that no server comes. */
export function backupRefused(): ScenarioCase {
  return {
    id: 'no-such-database',
    parameters: { devices: 1, direction: 'backup', database: MISSING },
    processes: 0,
    script: async (stage) => {
      if (stage.clientTraits.statements === 'kit')
        stage.notApplicable('the kit issues the T-SQL, so the client is not told what becomes of it');
      const shape = { devices: 1, direction: 'backup', database: MISSING } as const;
      await finishClient(stage, await startClient(stage, shape));
    },
  };
}
