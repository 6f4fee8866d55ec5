import { KitError } from '../errors/kit-error.js';
import { limitsWithPatience } from '../limits/limits.js';
import type { TextStream } from '../../reports/terminal/style.js';
import { whileRunning } from './certify/while-running.js';
import { EXIT } from './exit-code.js';
import { play } from './explore/chunk.js';
import { Pair } from './explore/pair.js';
import { printHeading, printSequence } from './explore/print.js';
import { readSequenceFile } from './explore/sequence-file.js';
import { startToPlay } from './explore/playable.js';
import { findTarget } from './find-target.js';
import type { World } from './world.js';

export interface ReplayOptions {
  readonly target: string;
  readonly vdi?: string;
  readonly fault?: string;
  readonly json: boolean;
  readonly patience?: number;
}

/**
 * `vdi-conformance replay FILE`: plays a sequence that `explore` wrote.
 * @returns the exit code: 1 when the target differs from the model, 0 when it does not.
 * @throws UsageError when the file is none of ours; TargetUnavailableError; KitError when it could not be played.
 */
export async function replay(
  file: string,
  options: ReplayOptions,
  world: World,
  out: TextStream,
  signal: AbortSignal | undefined,
): Promise<number> {
  const { deviceCount, steps } = await readSequenceFile(file);
  const sequence = { deviceCount, steps: steps.map(({ step }) => step) };
  const target = findTarget(world.targets, options.target);
  const running = await startToPlay(target, {
    limits: limitsWithPatience(options.patience ?? 1),
    ...(options.vdi === undefined ? {} : { library: options.vdi }),
    ...(options.fault === undefined ? {} : { fault: options.fault }),
  });
  const { connection } = running;
  const { result: difference, problems } = await whileRunning(running, signal, async () => {
    const pair = await Pair.on(connection);
    try {
      return await play(pair, sequence);
    } finally {
      await pair.close();
    }
  });
  const [problem] = problems;
  if (problem !== undefined) throw new KitError('TARGET_NOT_STOPPED', `${problem.where}: ${problem.message}`);
  if (options.json) {
    const { target: on } = connection;
    out.write(`${JSON.stringify({ kit: world.kit, target: on, deviceCount, steps, difference }, null, 2)}\n`);
  } else {
    printHeading(out, `${world.kit.name} ${world.kit.version}: replay`, connection);
    printSequence(out, sequence, difference);
    out.write(difference === null ? 'no difference from the model\n' : 'differs from the model\n');
  }
  return difference === null ? EXIT.conformant : EXIT.notConformant;
}
