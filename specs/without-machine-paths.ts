import type { History } from '../harness/history/history.js';
import { withoutMachinePaths, type MachinePaths } from '../harness/history/machine-paths.js';
import type { judgeHistory } from './findings/judge-history.js';

type Judged = ReturnType<typeof judgeHistory>;

/**
 * A history as it is kept. The kit's own faults are told in words of Node and the system, which name files by their paths. What was seen of
 * the target is evidence, and stays as it was.
 */
export function faultsWithoutPaths(history: History, paths: MachinePaths): History {
  const events = history.events.map((event) =>
    event.kind === 'kit-fault' ? { ...event, message: withoutMachinePaths(event.message, paths) } : event,
  );
  return { ...history, events };
}

/** Judgements as they are told: why a judge itself failed is told in such words as well. */
export function reasonsWithoutPaths({ judgement, cases }: Judged, paths: MachinePaths): Judged {
  const told = (reason: string): string => withoutMachinePaths(reason, paths);
  return {
    judgement: { ...judgement, reason: told(judgement.reason) },
    cases: cases.map((each) => ({ ...each, reason: told(each.reason) })),
  };
}
