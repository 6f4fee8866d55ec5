import { Client } from './client.js';
import { readOrders, USAGE } from './orders.js';
import { OwnStatement } from './own-statement.js';
import { wrongClient } from './wrong-client.js';

/**
 * A VDI client in TypeScript, over koffi, with T-SQL of its own. `done` on its standard output and exit code 0 tell of success; all else
 * is failure, with its reason on the standard error output.
 */
const NAME = 'typescript-client';
/** A file of each device is written while all of them wait in the library. */
const MORE_THREADS = 8;

process.exit(await outcome(process.argv.slice(2)));

async function outcome(args: readonly string[]): Promise<number> {
  try {
    if (args.length === 0) return tell(`usage: ${USAGE}`);
    const orders = readOrders(args);
    haveThreads(orders.devices.length);
    const statement = await OwnStatement.connect(orders);
    const client =
      orders.wrong === null ? new Client(orders, statement) : wrongClient(orders.wrong, orders, statement);
    await client.run();
    if (client.failure !== null) return tell(client.failure);
    process.stdout.write('done\n');
    return 0;
  } catch (error) {
    return tell(error instanceof Error ? error.message : String(error));
  }
}

/** Node reads the size of its pool before any program could set it, so whoever starts this one has to. */
function haveThreads(devices: number): void {
  const needed = devices + MORE_THREADS;
  if (Number(process.env['UV_THREADPOOL_SIZE'] ?? 4) < needed)
    throw new Error(`${devices} devices need UV_THREADPOOL_SIZE=${needed} in the environment`);
}

function tell(why: string): number {
  process.stderr.write(`${NAME}: ${why}\n`);
  return 1;
}
