/**
 * Every error of the kit: what went wrong, what was awaited and for how long if something was, and what to
 * do. `code` is stable and is what tests, exit codes and histories go by.
 */
export class KitError extends Error {
  override readonly name: string = 'KitError';

  constructor(
    /** e.g. `TARGET_UNAVAILABLE`: stable, upper case. */
    readonly code: string,
    message: string,
    readonly details: {
      /** What was waited for when a limit was over. */
      readonly awaited?: string;
      /** For how long, in milliseconds. */
      readonly afterMs?: number;
      /** The named setting that sets the limit. */
      readonly limit?: string;
      /** What the reader can do about it. */
      readonly remedy?: string;
      readonly cause?: unknown;
    } = {},
  ) {
    super(message, details.cause === undefined ? undefined : { cause: details.cause });
  }
}

/** What the user asked for makes no sense or cannot be done as asked: exit code 2. */
export class UsageError extends KitError {
  override readonly name = 'UsageError';
}

/** The target is not there or cannot be started: exit code 3. */
export class TargetUnavailableError extends KitError {
  override readonly name = 'TargetUnavailableError';
}
