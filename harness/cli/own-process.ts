import { EXIT } from './exit-code.js';
import { explainError } from './explain-error.js';
import { abortOnSignals } from './interruption.js';
import type { World } from './world.js';

/** How long the ending of what was started may take after an error that nothing caught. */
const ENDING_MS = 15_000;

/**
 * Runs the command line as the whole purpose of this process, and ends it.
 * @param loadWorld is called only when errors are already looked after: a package that cannot be loaded ends
 * with the right exit code as well.
 */
export async function ownProcess(loadWorld: () => Promise<World>): Promise<void> {
  /** With what the process ends, whatever else sets `process.exitCode` or ends the process early. */
  let exitCode: number = EXIT.inconclusive;
  /** An error that nothing caught: no verdict outweighs it. */
  let uncaught = false;
  process.on('exit', () => {
    process.exitCode = uncaught ? EXIT.inconclusive : exitCode;
  });

  const controller = new AbortController();
  abortOnSignals(controller, (interrupted) => {
    exitCode = interrupted.exitCode;
    process.exit();
  });
  for (const event of ['uncaughtException', 'unhandledRejection'] as const) {
    process.on(event, (error: unknown) => {
      uncaught = true;
      process.stderr.write(explainError(error));
      controller.abort(error);
      setTimeout(() => process.exit(), ENDING_MS).unref();
    });
  }
  // A reader that has seen enough (`| head`) is no error.
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error;
  });

  const world = await loadWorld();
  const { run } = await import('./program.js');
  exitCode = await run(process.argv.slice(2), world, {
    stdout: process.stdout,
    stderr: process.stderr,
    signal: controller.signal,
  });
  // A pipe may be slower than we are; what vitest may have left open must not keep us.
  process.stdout.write('', () => process.exit());
}
