import { TargetUnavailableError } from '../../errors/kit-error.js';
import type { RunningTarget, Target, TargetOptions } from '../../targets/target.js';

/** Where a role can see whether its own threads rest, without which no sequence can be played. */
const PLAYABLE = 'embedded';

/** Starts a target to play sequences on. @throws TargetUnavailableError for one on which none can be played yet. */
export async function startToPlay(target: Target, options: TargetOptions): Promise<RunningTarget> {
  // What is missing for the target itself is said first.
  const missing = (await target.check()).some(({ ok }) => !ok);
  if (missing || target.name === PLAYABLE) return target.start(options);
  throw new TargetUnavailableError('NOT_PLAYABLE', `no sequences can be played on ${target.name} yet`, {
    remedy: `Play them on ${PLAYABLE}.`,
  });
}
