import { certify, type ScenarioCase } from '../certify.js';
import { closeServer } from '../steps/ending.js';
import { establish } from '../steps/establish.js';
import { judge } from './CLOSE-06.judge.js';

function touched(access: 'read' | 'write'): ScenarioCase {
  return {
    id: access,
    parameters: { devices: 1, direction: 'write', access },
    processes: 2,
    script: async (stage) => {
      const session = await establish(stage, { devices: 1, direction: 'write' }, 'Active');
      await closeServer(session);
      for (const buffer of session.buffers) await session.server.touch(buffer.address, access);
    },
  };
}

certify('CLOSE-06', { id: 'touch-after-close', cases: [touched('read'), touched('write')] }, judge);
