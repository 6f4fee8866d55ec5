import { backupStatement, restoreStatement } from '../backup-statement.js';

/** `ledger` to, and from, these devices. */
export function backupOf(names: readonly string[]): string {
  return backupStatement({ what: 'database', database: 'ledger', devices: names });
}

export function restoreOf(names: readonly string[]): string {
  return restoreStatement({ what: 'database', database: 'ledger', devices: names });
}
