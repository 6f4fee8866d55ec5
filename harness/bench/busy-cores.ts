import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { availableParallelism } from 'node:os';

/** Keeps a core busy, and ends when the one who started it is gone: its standard input ends then. */
const SPIN = `
process.stdin.on('end', () => process.exit(0)).resume();
const spin = () => {
  for (const until = performance.now() + 20; performance.now() < until; );
  setImmediate(spin);
};
spin();`;

/** Keeps every core busy until the returned function is called, which resolves when all is quiet again. */
export function keepCoresBusy(): () => Promise<void> {
  const busy: ChildProcess[] = Array.from({ length: availableParallelism() }, () =>
    spawn(process.execPath, ['-e', SPIN], { stdio: ['pipe', 'ignore', 'ignore'] }),
  );
  return async () => {
    await Promise.all(
      busy.map(async (child) => {
        const ended = once(child, 'exit');
        if (child.exitCode === null && child.signalCode === null && child.kill('SIGKILL')) await ended;
      }),
    );
  };
}
