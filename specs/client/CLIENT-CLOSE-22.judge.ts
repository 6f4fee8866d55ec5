import { programRuns } from '../findings/client.js';
import { judgeNothingLeft } from '../findings/client-conduct.js';
import { fail, inconclusive, ofKind, pass } from '../findings/evidence.js';
import { endingOf, saysSuccess, transfers } from '../findings/engine.js';
import { afterTheAct, judgeClient } from '../findings/judge-client.js';
import type { Judge } from '../findings/judge-history.js';

/** After a backup that ended badly the client makes another at once, of the same set to the same medium. */
export const judge: Judge = judgeClient(
  afterTheAct(({ events }, acted) => {
    const left = judgeNothingLeft(events);
    if (left) return left;
    const [, again] = programRuns(events);
    if (again === undefined) return inconclusive('the client was not started again', [acted]);
    const told = again.told ?? undefined;
    const statement = transfers(events).find(({ atNs }) => atNs > again.program.atNs);
    const failed = statement !== undefined && !saysSuccess(statement);
    if (told?.succeeded !== true || failed) {
      const output = ofKind(events, 'output').find(({ role }) => role === again.program.role);
      const said = statement === undefined ? 'failure' : endingOf(statement);
      return fail(
        'the client could not make a backup at once after one that had ended badly',
        { expected: 'success', observed: said },
        [acted, output, statement, told],
      );
    }
    return pass('a backup at once after one that had ended badly succeeded', [acted, told]);
  }),
);
