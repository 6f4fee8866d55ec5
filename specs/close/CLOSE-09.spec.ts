import { certify } from '../certify.js';
import { closedUnderLoad } from '../steps/aborted.js';
import { judge } from './CLOSE-09.judge.js';

certify(
  'CLOSE-09',
  {
    id: 'closed-under-load',
    cases: [
      closedUnderLoad({ devices: 1, direction: 'write', completed: 0, outstanding: 1, held: 0 }),
      closedUnderLoad({ devices: 3, direction: 'read', completed: 0, outstanding: 12, held: 12 }),
      closedUnderLoad({ devices: 64, direction: 'write', completed: 0, outstanding: 256, held: 0 }),
    ],
  },
  judge,
);
