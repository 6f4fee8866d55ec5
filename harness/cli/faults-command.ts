import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { KitError, UsageError } from '../errors/kit-error.js';
import type { Fault } from '../targets/library.js';
import type { Target } from '../targets/target.js';
import type { Subject } from '../../specs/rules/rule.js';
import { departureOf } from '../../specs/faults/catalogue.js';
import type { TextStream } from '../../reports/terminal/style.js';
import { OUTPUT, checkOutputFolder, clearOutputFolder } from './certify/output-folder.js';
import { EXIT } from './exit-code.js';
import { loadChecks } from './faults/checks.js';
import { findTarget } from './find-target.js';
import { isComplete, matrixOf, onlyKitFailed, ruleOf, type Matrix } from './faults/matrix.js';
import { outcomeOf, type FaultOutcome } from './faults/outcome.js';
import { MatrixPrinter } from './faults/print-matrix.js';
import type { Judged } from './faults/run-case.js';
import { runFault } from './faults/run-fault.js';
import { wrongClients } from './faults/wrong-clients.js';
import { selectFaults } from './faults/select-faults.js';
import { rulesAbout } from './select-rules.js';
import type { World } from './world.js';

export interface FaultsOptions {
  /** Whose reference is certified. */
  readonly target: string;
  /** The interface: faults of the library. The engine: those of the SQL endpoint. The client: those of the kit's own client. */
  readonly subject: Subject;
  /** Ids or globs; none: the faults of all rules of the subject. */
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

/** What `faults --list --json` prints. */
export const FAULT_LIST_SCHEMA = 'vdi-conformance/fault-list/1';

const DEFAULT_JOBS = 2;
const DOCUMENT = 'faults.json';

/**
 * `vdi-conformance faults`: certifies the reference with each of its faults, and shows which rule caught which.
 * @returns the exit code: 0 when every fault was caught by its rule for its reason, no fault by a rule that it
 * does not reach, and every rule has a fault of its own; 4 when only the kit or its machine kept that from being seen;
 * else 1.
 * @throws UsageError for a pattern that matches nothing, or a target that has no reference.
 */
export async function faults(
  options: FaultsOptions,
  world: World,
  out: TextStream,
  signal: AbortSignal | undefined,
): Promise<number> {
  const target = findTarget(world.targets, options.target);
  const { subject } = options;
  const all = await faultsOf(target, subject);
  if (all === undefined)
    throw new UsageError(
      'NO_REFERENCE',
      `the target ${target.name} has no reference that can be told to misbehave`,
    );
  // Some wrong clients run on one target only: elsewhere their rules have none.
  const known = rulesAbout(world.rules, subject);
  const rules =
    subject === 'client' ? known.filter((rule) => all.some((fault) => ruleOf(fault) === rule.id)) : known;
  const selected = selectFaults(all, rules, options.rule, options.fault);
  if (options.list) {
    listFaults(selected, options.json, out);
    return EXIT.conformant;
  }
  const folder = options.out === undefined ? undefined : await checkOutputFolder(options.out);
  if (folder !== undefined) await clearOutputFolder(folder);
  const checks = await loadChecks(world, rules);
  const printer = options.json ? undefined : new MatrixPrinter(out, selected, rules);
  const began = performance.now();

  const one = async (fault: Fault): Promise<FaultOutcome> => {
    const own = ruleOf(fault);
    const departure = departureOf(fault.id);
    const from = performance.now();
    const { thorough, patience = 1 } = options;
    const asked = { subject, thorough, patience };
    const judged = await runFault({ target, fault, own, departure, checks, ...asked, signal });
    if (folder !== undefined) await writeHistories(folder, fault, judged);
    const outcome = outcomeOf(fault, own, departure, judged, Math.round(performance.now() - from));
    printer?.found(outcome);
    return outcome;
  };
  const outcomes = await eachOf(selected, options.jobs ?? DEFAULT_JOBS, one);

  const matrix = matrixOf(outcomes, all, rules, Math.round(performance.now() - began));
  const text = `${JSON.stringify(matrix, null, 2)}\n`;
  if (folder !== undefined) await writeFile(path.join(folder, DOCUMENT), text);
  if (printer === undefined) out.write(text);
  else printer.ended(matrix);
  return exitCodeOf(matrix);
}

function listFaults(faults: readonly Fault[], json: boolean, out: TextStream): void {
  const listed = faults.map((fault) => ({ ...fault, rule: ruleOf(fault) }));
  if (json) out.write(`${JSON.stringify({ schema: FAULT_LIST_SCHEMA, faults: listed }, null, 2)}\n`);
  else for (const { id, description } of listed) out.write(`${id}  ${description}\n`);
}

/** What can be wrong with a subject; undefined: the target has none of ours that can be told to. */
async function faultsOf(target: Target, subject: Subject): Promise<readonly Fault[] | undefined> {
  if (subject === 'client') return wrongClients(target.name);
  return subject === 'engine' ? target.endpointFaults?.() : target.faults?.();
}

function exitCodeOf(matrix: Matrix): number {
  if (isComplete(matrix)) return EXIT.conformant;
  return onlyKitFailed(matrix) ? EXIT.inconclusive : EXIT.notConformant;
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
