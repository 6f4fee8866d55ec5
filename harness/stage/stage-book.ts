import type { CaseRun } from './case-run.js';
import { Abandoned } from './case-ended.js';
import type { EventDraft } from './history-draft.js';
import type { Answer } from './stage.js';

/** Which event each answer was written as: an abandoned case names the one that it was abandoned for. */
export class StageBook {
  readonly #events = new WeakMap<Answer, EventDraft>();

  constructor(private readonly run: CaseRun) {}

  remember(answer: Answer, event: EventDraft): Answer {
    this.#events.set(answer, event);
    return answer;
  }

  abandon(why: string, because?: Answer): never {
    const event = because === undefined ? undefined : this.#events.get(because);
    this.run.event({ kind: 'abandoned', why }, this.run.now(), { because: event ?? null });
    throw new Abandoned(why);
  }

  notApplicable(why: string): never {
    this.run.event({ kind: 'not-applicable', why });
    throw new Abandoned(why);
  }
}
