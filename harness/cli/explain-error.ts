import { inspect } from 'node:util';
import { KitError, TargetUnavailableError } from '../errors/kit-error.js';
import { Interrupted } from './interruption.js';

/**
 * What the user is told when a command could not be done: what went wrong and what to do. The stack is shown
 * only where the kit itself is at fault.
 */
export function explainError(error: unknown): string {
  if (error instanceof Interrupted) return `${error.message}; everything that was started has been ended\n`;
  if (!(error instanceof KitError)) {
    const what = error instanceof Error ? (error.stack ?? error.message) : String(error);
    return `error: the kit itself failed; nothing is certified\n${what}\n${cause(error)}`;
  }
  const { awaited, afterMs, limit, remedy } = error.details;
  const remedies = [
    ...(remedy === undefined ? [] : [remedy]),
    ...(error instanceof TargetUnavailableError ? ['`vdi-conformance doctor` says what is missing'] : []),
  ];
  return [
    `error: ${error.message} (${error.code})`,
    ...(awaited === undefined
      ? []
      : [`  awaited: ${awaited}, for ${afterMs ?? '?'} ms (limit ${limit ?? 'unnamed'})`]),
    ...remedies.map((each) => `  remedy:  ${each}`),
    cause(error),
  ].join('\n');
}

function cause(error: unknown): string {
  if (!(error instanceof Error) || error.cause === undefined) return '';
  return `  cause:   ${error.cause instanceof Error ? error.cause.message : inspect(error.cause)}\n`;
}
