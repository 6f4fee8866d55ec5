import { certify } from '../certify.js';
import { closedUnderLoad } from '../steps/aborted.js';
import { judge } from './CLOSE-08.judge.js';

certify(
  'CLOSE-08',
  {
    id: 'closed-under-load',
    cases: [
      closedUnderLoad({ devices: 1, direction: 'write', completed: 0, outstanding: 0, held: 0 }),
      closedUnderLoad({ devices: 1, direction: 'read', completed: 0, outstanding: 1, held: 1 }),
      closedUnderLoad({ devices: 3, direction: 'write', completed: 0, outstanding: 12, held: 5 }),
      closedUnderLoad({ devices: 64, direction: 'write', completed: 0, outstanding: 256, held: 64 }),
    ],
  },
  judge,
);
