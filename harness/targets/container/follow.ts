import { KitError } from '../../errors/kit-error.js';
import type { Docker } from './engine.js';

/** Of the engine's last words, as many as a reader of an error needs. */
const LINES = 40;

interface Progress {
  readonly stream?: string;
  readonly status?: string;
  readonly error?: string;
}

/**
 * Follows what an engine says while it builds or imports an image, to its end.
 * @param onLine is told of every line.
 * @throws KitError IMAGE_NOT_BUILT with what it said last; the signal's reason when that is aborted, and the engine gives up too.
 */
export async function follow(
  docker: Docker,
  output: NodeJS.ReadableStream,
  signal: AbortSignal,
  onLine: (line: string) => void = () => undefined,
): Promise<void> {
  const last: string[] = [];
  const hear = ({ stream, status }: Progress): void => {
    for (const line of (stream ?? status ?? '').split('\n')) {
      if (line.trim() === '') continue;
      last.push(line.trimEnd());
      if (last.length > LINES) last.shift();
      onLine(line.trimEnd());
    }
  };
  await new Promise<void>((resolve, reject) => {
    const giveUp = (): void => {
      // The engine cancels a build whose listener hangs up.
      (output as NodeJS.ReadableStream & { destroy(): void }).destroy();
      reject(signal.reason as Error);
    };
    if (signal.aborted) giveUp();
    signal.addEventListener('abort', giveUp, { once: true });
    docker.modem.followProgress(
      output,
      (error: Error | null, steps: Progress[] | null) => {
        signal.removeEventListener('abort', giveUp);
        const why = error?.message ?? steps?.findLast((step) => step.error !== undefined)?.error;
        if (why === undefined) resolve();
        else reject(notBuilt(why, last));
      },
      hear,
    );
  });
}

function notBuilt(why: string, last: readonly string[]): KitError {
  const said = last.map((line) => `\n  | ${line}`).join('');
  return new KitError('IMAGE_NOT_BUILT', `the Docker engine did not make the image: ${why}${said}`, {
    remedy: 'What the engine said last is above; the same build is tried again at the next run.',
  });
}
