import path from 'node:path';
import { KitError } from '../errors/kit-error.js';
import { limitsWithPatience } from '../limits/limits.js';
import type { TextStream } from '../../reports/terminal/style.js';
import type { TargetConnection } from '../targets/target.js';
import { checkOutputFolder } from './certify/output-folder.js';
import { whileRunning } from './certify/while-running.js';
import { EXIT } from './exit-code.js';
import { coverageOf, type Coverage } from './explore/coverage.js';
import { explore, type Exploration } from './explore/explore.js';
import { writeSequences } from './explore/flat-text.js';
import { printCoverage, printHeading, printSequence } from './explore/print.js';
import { stepsForFile, writeSequenceFile } from './explore/sequence-file.js';
import { startToPlay } from './explore/playable.js';
import { findTarget } from './find-target.js';
import { shortestPath } from './shortest-path.js';
import type { World } from './world.js';

export interface ExploreOptions {
  readonly target: string;
  readonly vdi?: string;
  readonly fault?: string;
  readonly runs: number;
  /** None: one by chance, which is told. */
  readonly seed?: number;
  readonly json: boolean;
  /** Folder for the sequence in which a difference shows. */
  readonly out?: string;
  readonly patience?: number;
  /** Lists every transition that was taken, and every one that was not; and not to have taken a reachable one is inconclusive. */
  readonly transitions: boolean;
  /** Writes the sequences to this file, and plays none. */
  readonly writeSequences?: string;
}

const DEFAULT_OUT = path.join('reports', 'out');
const MOST_SEED = 0x7fffffff;

/**
 * `vdi-conformance explore`: plays random sequences of calls and compares every answer with the model.
 * @returns the exit code: 0 without a difference, 1 with one.
 * @throws UsageError, TargetUnavailableError; KitError when the kit could not do it.
 */
export async function exploreTarget(
  options: ExploreOptions,
  world: World,
  out: TextStream,
  signal: AbortSignal | undefined,
): Promise<number> {
  const { runs, json } = options;
  const seed = options.seed ?? Math.floor(Math.random() * MOST_SEED);
  if (options.writeSequences !== undefined) {
    const count = await writeSequences(options.writeSequences, runs, seed);
    out.write(`${count} sequences of seed ${seed} written to ${options.writeSequences}; none was played\n`);
    return EXIT.conformant;
  }
  const target = findTarget(world.targets, options.target);
  const folder = await checkOutputFolder(options.out ?? DEFAULT_OUT);
  const running = await startToPlay(target, {
    limits: limitsWithPatience(options.patience ?? 1),
    ...(options.vdi === undefined ? {} : { library: options.vdi }),
    ...(options.fault === undefined ? {} : { fault: options.fault }),
  });
  const { connection } = running;
  if (!json) printHeading(out, `${world.kit.name} ${world.kit.version}: explore, seed ${seed}`, connection);
  const began = performance.now();
  const { result, problems } = await whileRunning(running, signal, () =>
    explore(connection, { runs, seed, signal }),
  );
  const [problem] = problems;
  if (problem !== undefined) throw new KitError('TARGET_NOT_STOPPED', `${problem.where}: ${problem.message}`);

  const durationMs = Math.round(performance.now() - began);
  const coverage = coverageOf(result.taken);
  const file = await writeFound(folder, { seed, runs }, result, world, connection);
  const facts = { seed, runs, durationMs, file };
  if (json) out.write(`${JSON.stringify(documentOf(facts, result, coverage, world, connection), null, 2)}\n`);
  else print(out, facts, result, coverage, options);
  if (result.found !== null) return EXIT.notConformant;
  return options.transitions && coverage.notTaken.length > 0 ? EXIT.inconclusive : EXIT.conformant;
}

interface Facts {
  readonly seed: number;
  readonly runs: number;
  readonly durationMs: number;
  /** Of the sequence in which a difference showed. */
  readonly file: string | null;
}

async function writeFound(
  folder: string,
  { seed, runs }: { seed: number; runs: number },
  { found }: Exploration,
  { kit }: World,
  { target }: TargetConnection,
): Promise<string | null> {
  if (found === null) return null;
  const file = path.join(folder, `sequence-${seed}-${found.run}.json`);
  const { sha256, version } = target.library;
  await writeSequenceFile(file, {
    schema: 'vdi-conformance/sequence/1',
    kit: { name: kit.name, version: kit.version },
    from: {
      target: target.name,
      library: { sha256, version },
      fault: target.fault,
      seed,
      runs,
      run: found.run,
    },
    deviceCount: found.sequence.deviceCount,
    steps: stepsForFile(found.sequence.steps),
    difference: found.difference,
  });
  return file;
}

function print(
  out: TextStream,
  { durationMs, file }: Facts,
  { found, played, steps, taken }: Exploration,
  coverage: Coverage,
  options: ExploreOptions,
): void {
  out.write(`${played} sequences, ${steps} steps, in ${(durationMs / 1000).toFixed(1)} s\n`);
  printCoverage(out, coverage, taken, options.transitions);
  out.write('\n');
  if (found === null) {
    out.write('no difference from the model\n');
    return;
  }
  out.write(`sequence ${found.run} differs from the model; shortened:\n\n`);
  printSequence(out, found.sequence, found.difference);
  out.write(`play it again: npx vdi-conformance replay ${replayWords(file ?? '', options).join(' ')}\n`);
}

/** What has to be said for the same library to be asked again. */
function replayWords(file: string, { target, vdi, fault }: ExploreOptions): string[] {
  return [
    shortestPath(file),
    ...(target === 'embedded' ? [] : ['--target', target]),
    ...(vdi === undefined ? [] : ['--vdi', vdi]),
    ...(fault === undefined ? [] : ['--fault', fault]),
  ];
}

function documentOf(
  { seed, runs, durationMs, file }: Facts,
  { found, played, steps, taken }: Exploration,
  coverage: Coverage,
  { kit }: World,
  { target }: TargetConnection,
): object {
  return {
    schema: 'vdi-conformance/exploration/1',
    kit,
    target,
    seed,
    runs,
    played,
    steps,
    durationMs,
    ...coverage,
    taken: Object.fromEntries(taken),
    difference:
      found === null
        ? null
        : {
            run: found.run,
            file,
            deviceCount: found.sequence.deviceCount,
            steps: stepsForFile(found.sequence.steps),
            ...found.difference,
          },
  };
}
