import { TargetUnavailableError, UsageError } from '../errors/kit-error.js';
import { Interrupted } from './interruption.js';
import type { OverallVerdict } from '../../specs/findings/finding.js';

/** What the process ends with. Part of the interface: CI goes by these numbers. */
export const EXIT = {
  conformant: 0,
  notConformant: 1,
  usage: 2,
  targetUnavailable: 3,
  inconclusive: 4,
} as const;

/** For `--help`. */
export const EXIT_CODES_HELP = `
Exit codes:
  0  conformant
  1  not conformant: at least one rule failed
  2  usage or configuration: what was asked for cannot be done as asked
  3  target unavailable: see \`vdi-conformance doctor\`
  4  inconclusive: something could not be observed, or the kit itself failed
  128 + n  ended by signal n (130: Ctrl-C)`;

export function exitCodeOfVerdict(verdict: OverallVerdict): number {
  return {
    conformant: EXIT.conformant,
    'not-conformant': EXIT.notConformant,
    inconclusive: EXIT.inconclusive,
  }[verdict];
}

/** What went wrong decides; what is not known to be the user's or the target's doing is the kit's. */
export function exitCodeOfError(error: unknown): number {
  if (error instanceof UsageError) return EXIT.usage;
  if (error instanceof TargetUnavailableError) return EXIT.targetUnavailable;
  if (error instanceof Interrupted) return error.exitCode;
  return EXIT.inconclusive;
}
