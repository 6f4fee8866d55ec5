import { setTimeout as delay } from 'node:timers/promises';
import type { VdiObject } from './device-set.js';
import { Client } from './client.js';
import type { Orders } from './orders.js';
import { OwnStatement, type StatementEnd } from './own-statement.js';

/** A client that is refused a connection tries again after this. */
const RECONNECT_MS = 100;

/** It waits for a server that will not come: BACKUP was refused, and it does not look. */
class IgnoresRefusedStatement extends Client {
  protected override statementEnded(): void {
    // It does not look.
  }
}

/** It takes the end of the statement for that of the set. */
class WaitsForStatement extends Client {
  protected override async beforeClose(): Promise<void> {
    await this.statement.ended;
  }
}

/** When a backup has failed it asks the server for the reasons, over a new connection; and the server may be gone. */
class ReconnectsForEver extends Client {
  protected override async beforeClose(): Promise<void> {
    while (this.failure !== null) {
      try {
        (await OwnStatement.connect(this.orders)).abandon();
        return;
      } catch {
        await delay(RECONNECT_MS);
      }
    }
  }
}

/** It stops when BACKUP is refused; but that this is a failure it does not tell. */
class TellsSuccessOfRefused extends Client {
  protected override statementEnded(set: VdiObject, end: StatementEnd): void {
    if (isRefusal(end)) this.stop(set, null);
    else super.statementEnded(set, end);
  }

  protected override fail(set: VdiObject, error: unknown): void {
    // What comes after it has stopped is a consequence.
    if (!this.stopping) super.fail(set, error);
  }

  protected override lastWord(end: StatementEnd): void {
    if (!isRefusal(end)) super.lastWord(end);
  }
}

/** Error 911. */
function isRefusal(end: StatementEnd): boolean {
  return end?.why.includes('does not exist') === true;
}

const WRONG = {
  'ignores-refused-statement': IgnoresRefusedStatement,
  'waits-for-statement': WaitsForStatement,
  'reconnects-for-ever': ReconnectsForEver,
  'tells-success-of-refused': TellsSuccessOfRefused,
} as const;

/** What it can be told to do wrong. */
export const WRONG_NAMES = Object.keys(WRONG) as (keyof typeof WRONG)[];

/** @throws Error for a name that there is not. */
export function wrongClient(name: string, orders: Orders, statement: OwnStatement): Client {
  const known = WRONG_NAMES.find((each) => each === name);
  if (known === undefined) throw new Error(`nothing is wrong by the name of ${name}`);
  return new WRONG[known](orders, statement);
}
