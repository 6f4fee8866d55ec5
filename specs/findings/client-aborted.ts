import type { HistoryEvent } from '../../harness/history/history.js';
import type { ProgramRun } from './client.js';
import { judgeStopped } from './client-conduct.js';
import { pass, type Events } from './evidence.js';
import type { Judgement } from './finding.js';
import { afterTheAct, judgeClient } from './judge-client.js';
import type { Judge } from './judge-history.js';

/**
 * The judge of every way in which the server ends a set that the client uses: the client ends by itself within its limit, does not
 * crash, closes its set once, and leaves nothing.
 * @param what happened, for a reader.
 */
export function judgeAborted(what: string): Judge {
  return judgeClient(
    afterTheAct(({ events, run }, acted) =>
      stopped(events, run, `${what}: the client closed its set and ended, and left nothing`, acted),
    ),
  );
}

/** The client has stopped as it should. @param because what it stopped for, where an event tells of that. */
export function stopped(events: Events, run: ProgramRun, reason: string, because?: HistoryEvent): Judgement {
  return judgeStopped(events, run) ?? pass(reason, [because, run.end ?? undefined]);
}
