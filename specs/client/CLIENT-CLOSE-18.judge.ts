import { departed, WRITTEN } from '../findings/client-departure.js';
import { completionsOf } from '../findings/client-completions.js';
import { fail, inconclusive, pass } from '../findings/evidence.js';
import { judgeInside } from '../findings/judge-client.js';
import type { Judge } from '../findings/judge-history.js';

/** A command is completed by whom it was given to, and once. */
export const judge: Judge = judgeInside(({ run }) => {
  const { stray, taken } = completionsOf(run.calls);
  if (stray !== undefined) {
    return fail(
      stray.before === undefined
        ? 'the client completed a command that it was not given'
        : 'the client completed a command twice',
      {
        expected: 'CompleteCommand once, for a command that GetCommand gave',
        observed: addressOf(stray.call.args['command']),
        ...departed(
          stray.call,
          'completed a command that was not in its hands',
          'complete each once',
          WRITTEN.completing,
        ),
      },
      [stray.before, stray.call],
    );
  }
  if (taken === 0) return inconclusive('no command was given to the client', [run.end ?? undefined]);
  return pass(`${taken} commands were completed by whom they were given to, and none twice`, [
    run.end ?? undefined,
  ]);
});

function addressOf(command: unknown): string {
  return typeof command === 'string' ? command : 'no address';
}
