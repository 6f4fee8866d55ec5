import { EXIT } from './exit-code.js';
import { explainError } from './explain-error.js';
import { abortOnSignals } from './interruption.js';
import type { World } from './world.js';

/** How long the ending of what was started may take after an error that nothing caught. */
const ENDING_MS = 15_000;

/**
 * Runs the command line as the whole purpose of this process, and ends it.
 * @param loadWorld is called only when errors are already looked after: a package that cannot be loaded is a
 * failure of the kit as well, and ends with that exit code.
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
      process.stderr.write(explainError(error));
      uncaught = true;
      controller.abort(error);
      setTimeout(() => process.exit(), ENDING_MS).unref();
    });
  }
  // A reader that has seen enough (`| head`) is no error.
  // Anything else (a full disk) is: what was to be said was not said.
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code === 'EPIPE') return;
    process.stderr.write(explainError(error));
    uncaught = true;
  });

  try {
    const world = await loadWorld();
    const { run } = await import('./program.js');
    const { takeKeyFrom } = await import('./certificate/key-option.js');
    const { questionsOn } = await import('./init/questions.js');
    const { stdin, stdout, stderr } = process;
    const { signal } = controller;
    const questions = stdin.isTTY ? { questions: () => questionsOn(stdin, stdout, signal) } : {};
    const key = takeKeyFrom(process.env);
    const signing = key === undefined ? {} : { signingKey: key };
    exitCode = await run(process.argv.slice(2), world, { stdout, stderr, signal, ...questions, ...signing });
  } catch (error) {
    process.stderr.write(explainError(error));
  }
  // A pipe may be slower than we are; what vitest may have left open must not keep us. A failed write is told of
  // after the last one's callback.
  process.stdout.write('', () => setImmediate(() => process.exit()));
}
