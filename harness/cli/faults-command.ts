import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { KitError } from '../errors/kit-error.js';
import { EmbeddedTarget } from '../targets/embedded.js';
import type { Fault } from '../targets/library.js';
import { departureOf } from '../../specs/faults/catalogue.js';
import type { TextStream } from '../../reports/terminal/style.js';
import { OUTPUT, checkOutputFolder, clearOutputFolder } from './certify/output-folder.js';
import { EXIT } from './exit-code.js';
import { loadChecks } from './faults/checks.js';
import { isComplete, matrixOf, ruleOf, type Matrix } from './faults/matrix.js';
import { outcomeOf, type FaultOutcome } from './faults/outcome.js';
import { MatrixPrinter } from './faults/print-matrix.js';
import type { Judged } from './faults/run-case.js';
import { runFault } from './faults/run-fault.js';
import { selectFaults } from './faults/select-faults.js';
import type { World } from './world.js';

export interface FaultsOptions {
  /** Ids or globs; none: the faults of all rules. */
  readonly rule: readonly string[];
  /** Ids or globs; none: all faults of the rules. */
  readonly fault: readonly string[];
  readonly json: boolean;
  /** Names the faults, and runs nothing. */
  readonly list: boolean;
  /** Every case of every rule against every fault, not only the first of the others'. */
  readonly thorough: boolean;
  /** Faults that are looked at side by side. */
  readonly jobs?: number;
  readonly patience?: number;
  /** Folder for the document and the histories of failed cases; none: nothing is written. */
  readonly out?: string;
}

const DEFAULT_JOBS = 2;
const DOCUMENT = 'faults.json';

/**
 * `vdi-conformance faults`: certifies the reference with each of its faults, and shows which rule caught which.
 * @returns the exit code: 0 when every fault was caught by its rule for its reason, no fault by a rule that it
 * does not reach, and every rule has a fault of its own; else 1.
 * @throws UsageError for a pattern that matches nothing.
 */
export async function faults(
  options: FaultsOptions,
  world: World,
  out: TextStream,
  signal: AbortSignal | undefined,
): Promise<number> {
  const all = await new EmbeddedTarget().faults();
  const selected = selectFaults(all, world.rules, options.rule, options.fault);
  if (options.list) {
    for (const { id, description } of selected) out.write(`${id}  ${description}\n`);
    return EXIT.conformant;
  }
  const folder = options.out === undefined ? undefined : await checkOutputFolder(options.out);
  if (folder !== undefined) await clearOutputFolder(folder);
  const checks = await loadChecks(world, world.rules);
  const printer = options.json ? undefined : new MatrixPrinter(out, selected, world.rules);
  const began = performance.now();

  const one = async (fault: Fault): Promise<FaultOutcome> => {
    const own = ruleOf(fault);
    const departure = departureOf(fault.id);
    const from = performance.now();
    const { thorough, patience = 1 } = options;
    const judged = await runFault({ fault, own, departure, checks, thorough, patience, signal });
    if (folder !== undefined) await writeHistories(folder, fault, judged);
    const outcome = outcomeOf(fault, own, departure, judged, Math.round(performance.now() - from));
    printer?.found(outcome);
    return outcome;
  };
  const outcomes = await eachOf(selected, options.jobs ?? DEFAULT_JOBS, one);

  const matrix = matrixOf(outcomes, all, world.rules, Math.round(performance.now() - began));
  const text = `${JSON.stringify(matrix, null, 2)}\n`;
  if (folder !== undefined) await writeFile(path.join(folder, DOCUMENT), text);
  if (printer === undefined) out.write(text);
  else printer.ended(matrix);
  return exitCodeOf(matrix);
}

function exitCodeOf(matrix: Matrix): number {
  return isComplete(matrix) ? EXIT.conformant : EXIT.notConformant;
}

/** Runs `one` for each, `jobs` at a time; the results in the order of the things. The first error ends it. */
async function eachOf<T, R>(things: readonly T[], jobs: number, one: (thing: T) => Promise<R>): Promise<R[]> {
  const waiting = [...things.entries()];
  const results: R[] = [];
  const lane = async (): Promise<void> => {
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
      const [index, thing] = next;
      try {
        results[index] = await one(thing);
      } catch (error) {
        waiting.length = 0;
        throw error;
      }
    }
  };
  const lanes = await Promise.allSettled(Array.from({ length: jobs }, lane));
  for (const ended of lanes) {
    if (ended.status === 'rejected') {
      throw ended.reason instanceof Error
        ? ended.reason
        : new KitError('FAULTS_FAILED', String(ended.reason));
    }
  }
  return results;
}

/** The histories of the cases that failed: what somebody who doubts a cell wants to read. */
async function writeHistories(folder: string, fault: Fault, judged: readonly Judged[]): Promise<void> {
  const failed = judged.filter(({ judgement }) => judgement.verdict === 'fail');
  const into = path.join(folder, OUTPUT.histories, fault.id);
  await mkdir(into, { recursive: true });
  for (const each of failed) {
    const file = path.join(into, `${each.rule}.${each.case}.json`);
    await writeFile(file, JSON.stringify({ ...each.history, judgement: each.judgement }, null, 1));
  }
}
