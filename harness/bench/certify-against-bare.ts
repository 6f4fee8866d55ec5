import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { runDocumentSchema } from '../../reports/json/run-document.js';
import { median } from './median.js';
import { runBareNodes, runNode } from './processes.js';

const CLI = fileURLToPath(new URL('../cli/main.js', import.meta.url));
const ROUNDS = 5;
/** As many bare processes side by side as `certify` has workers by default. */
const AT_ONCE = 2;

/**
 * What a certification of all rules costs, next to starting the same number of Node processes that do nothing: the
 * part that no kit with a process for each role can save. Both take turns, so that a busy moment hits both.
 */
export async function benchCertify(print: (line: string) => void): Promise<void> {
  const certified: number[] = [];
  const bare: number[] = [];
  let processes = 0;
  for (let round = 1; round <= ROUNDS; round++) {
    const run = await timed(certifyOnce);
    // And the process of the command line itself.
    processes = run.value + 1;
    certified.push(run.ms);
    bare.push((await timed(() => runBareNodes(processes, AT_ONCE))).ms);
    print(`  round ${round}: certify ${seconds(run.ms)}, ${processes} bare ${seconds(bare.at(-1) ?? 0)}`);
  }
  const [ours, theirs] = [median(certified), median(bare)];
  print(`processes                 ${processes}, ${AT_ONCE} at once`);
  print(`certify, median           ${seconds(ours)}`);
  print(`bare processes, median    ${seconds(theirs)}`);
  print(`ratio                     ${(ours / theirs).toFixed(2)}`);
}

/** @returns how many processes the target started. */
async function certifyOnce(): Promise<number> {
  const out = await mkdtemp(path.join(tmpdir(), 'vdi-bench-'));
  try {
    const printed = await runNode([CLI, 'certify', '--json', '--out', out]);
    return runDocumentSchema.parse(JSON.parse(printed)).processes;
  } finally {
    await rm(out, { recursive: true });
  }
}

async function timed<T>(work: () => Promise<T>): Promise<{ value: T; ms: number }> {
  const began = performance.now();
  const value = await work();
  return { value, ms: performance.now() - began };
}

function seconds(ms: number): string {
  return `${(ms / 1000).toFixed(2)} s`;
}
