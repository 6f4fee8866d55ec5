import { limitsWithPatience } from '../limits/limits.js';
import { openSession, type Session } from '../stage/session.js';
import { sendTransfers } from '../../specs/steps/commands.js';
import { closeClient, closeServer } from '../../specs/steps/ending.js';
import { establish } from '../../specs/steps/establish.js';
import { median } from './median.js';
import type { History } from '../history/history.js';
import type { Target } from '../targets/target.js';

const COUNTS = [1, 10, 100, 1_000, 10_000] as const;
const ROUNDS = 5;
/** Ten times the commands may cost ten times the time, and half as much again for what the machine does besides. */
const LINEAR_UP_TO = 15;
/** 10,000 commands are sent and recorded one by one: the harness, not the library, needs the time. */
const PATIENCE = 6;

/** What Close costs with N commands outstanding, from the call to the return of the completion agent. */
export async function benchClose(target: Target, print: (line: string) => void): Promise<void> {
  const running = await target.start({ limits: limitsWithPatience(PATIENCE) });
  try {
    const session = await openSession(running.connection);
    try {
      const costs = [];
      for (const count of COUNTS) costs.push({ count, ns: await medianCost(session, count) });
      print('       N         ms   ns per command');
      for (const { count, ns } of costs) {
        const perCommand = Math.round(ns / count);
        print(
          `${String(count).padStart(8)}  ${(ns / 1e6).toFixed(3).padStart(9)}  ${String(perCommand).padStart(14)}`,
        );
      }
      print(linearity(costs.map(({ ns }) => ns)));
    } finally {
      await session.close();
    }
  } finally {
    await running.stop();
  }
}

/** Judged from the last two steps, less what a Close with next to nothing outstanding costs. */
function linearity(ns: readonly number[]): string {
  const [fixed = 0] = ns;
  const [tenth = 0, most = 0] = ns.slice(-2);
  const growth = (most - fixed) / (tenth - fixed);
  const verdict = growth <= LINEAR_UP_TO ? 'linear' : 'NOT linear';
  return `${verdict}: the last ten times as many commands cost ${growth.toFixed(1)} times the time`;
}

async function medianCost(session: Session, count: number): Promise<number> {
  const costs: number[] = [];
  for (let round = 1; round <= ROUNDS; round++) costs.push(await cost(session, count, round));
  return median(costs);
}

async function cost(session: Session, count: number, round: number): Promise<number> {
  const recording = session.record({ rule: 'BENCH', scenario: 'close-outstanding' });
  await recording.runCase(
    { id: `${count}-${round}`, parameters: { count, round }, processes: 2 },
    async (stage) => {
      const established = await establish(stage, { devices: 1, direction: 'write' }, 'Active');
      await sendTransfers(stage, established, count);
      await closeServer(established);
      await closeClient(established);
    },
  );
  return costIn(recording.history(), count);
}

/** @throws Error when the case did not come as far as that: a cost is then not known. */
function costIn(history: History, count: number): number {
  const close = history.events.find(
    (event) => event.kind === 'call' && event.method === 'Close' && event.role === 'server',
  );
  const returned = history.events.find((event) => event.kind === 'agent' && event.what === 'returned');
  const aborted = history.events.filter((event) => event.kind === 'callback').length;
  if (close?.kind !== 'call' || close.endNs === null || returned === undefined || aborted !== count) {
    const last = history.events.at(-1);
    throw new Error(
      `Close with ${count} commands outstanding was not seen to its end: ${JSON.stringify(last)}`,
    );
  }
  return Math.max(close.endNs, returned.atNs) - close.atNs;
}
