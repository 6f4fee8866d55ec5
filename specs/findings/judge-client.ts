import type { EventOf } from '../../harness/history/history.js';
import { programRuns, type ProgramRun } from './client.js';
import { cameAbout, clientConduct, insideView, isJudgement } from './client-conduct.js';
import { inconclusive, type Events } from './evidence.js';
import type { Judgement } from './finding.js';
import type { Judge } from './judge-history.js';

type Parameters = globalThis.Parameters<Judge>[1];

/** What a judge of a client's asks of its own; `run` is the first time that the client was started. */
type Question<More extends unknown[] = []> = (
  seen: { readonly events: Events; readonly parameters: Parameters; readonly run: ProgramRun },
  ...more: More
) => Judgement;

/** A judge that asks, before its own question, what all judges of a client ask. */
export function judgeClient(question: Question): Judge {
  return (events, parameters) => {
    const misconduct = clientConduct(events);
    if (misconduct) return misconduct;
    const [run] = programRuns(events);
    if (run === undefined) return inconclusive('no client was started');
    return question({ events, parameters, run });
  };
}

/** One whose question is about calls of the client, which the outside view does not have. */
export function judgeInside(question: Question): Judge {
  return judgeClient((seen) => insideView(seen.run) ?? question(seen));
}

/** One whose question is about what the client did when the server had ended its set. */
export function afterTheAct(question: Question<[acted: EventOf<'directed'>]>): Question {
  return (seen) => {
    const acted = cameAbout(seen.events);
    return isJudgement(acted) ? acted : question(seen, acted);
  };
}
