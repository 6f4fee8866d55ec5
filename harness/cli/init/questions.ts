import { createInterface } from 'node:readline/promises';
import { UsageError } from '../../errors/kit-error.js';

/** Somebody who answers, a line at a time. */
export interface Questions {
  /** The answer, without spaces around it. @throws UsageError INPUT_ENDED when there will be none. */
  ask(question: string): Promise<string>;
  close(): void;
}

/**
 * Asks on streams. They are used as they are, not as a terminal's: so Ctrl-C stays a signal, which ends the command as any other.
 */
export function questionsOn(
  input: NodeJS.ReadableStream,
  output: NodeJS.WritableStream,
  signal?: AbortSignal,
): Questions {
  const lines = createInterface({ input, output, terminal: false });
  const given: string[] = [];
  let ended = false;
  let changed = (): void => undefined;
  // `question` would wait for ever at the end of the input, and lose lines that come before it is asked.
  lines.on('line', (line) => {
    given.push(line);
    changed();
  });
  lines.on('close', () => {
    ended = true;
    changed();
  });
  const close = (): void => lines.close();
  signal?.addEventListener('abort', close, { once: true });
  if (signal?.aborted === true) close();

  const ask = async (question: string): Promise<string> => {
    output.write(question);
    while (given.length === 0 && !ended) await new Promise<void>((resolve) => (changed = resolve));
    const answer = given.shift();
    if (answer !== undefined) return answer.trim();
    signal?.throwIfAborted();
    throw new UsageError('INPUT_ENDED', 'the input ended before all questions were answered', {
      remedy: 'Give the answers as options: `vdi-conformance init --help`',
    });
  };
  return {
    ask,
    close: () => {
      signal?.removeEventListener('abort', close);
      close();
    },
  };
}
