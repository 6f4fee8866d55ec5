import type { Scenario } from '../scenario.js';
import { backupRefused } from '../steps/client-refused.js';

export const scenario: Scenario = { id: 'client-backup-refused', cases: [backupRefused()] };
