import { conduct } from '../findings/conduct.js';
import type { Judge } from '../findings/judge-history.js';
import { judgeReleased } from '../findings/released.js';

/** The path whose mappings are CLOSE-05's matter, which looks at them at a stricter time. */
export const DEVICES_OPEN = 'devices-open';

export const judge: Judge = (events, { path }) =>
  conduct(events) ?? judgeReleased(events, path === DEVICES_OPEN ? ['mapping'] : []);
