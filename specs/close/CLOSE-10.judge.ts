import { conduct } from '../findings/conduct.js';
import { fail, inconclusive, pass } from '../findings/evidence.js';
import type { Judgement } from '../findings/finding.js';
import type { Judge } from '../findings/judge-history.js';
import { aroundClose, type AroundClose, type SentCommand } from '../findings/outstanding.js';

/** Exactly one callback for each, with its own context, on the lent thread; none for what is not outstanding. */
export const judge: Judge = (events, { completed, outstanding }) => {
  const misconduct = conduct(events);
  if (misconduct) return misconduct;
  const around = aroundClose(events);
  if (!around) return inconclusive('Close was not called');
  if (!around.agentEntered) return inconclusive('no agent ran', [around.close]);
  // Before the numbers: a command whose callback went astray counts as outstanding.
  const astray = stray(around);
  if (astray) return astray;
  if (
    around.outstanding.length !== Number(outstanding) ||
    around.completedBefore.length !== Number(completed)
  ) {
    return inconclusive(
      `${around.completedBefore.length} commands were completed before Close and ${around.outstanding.length} outstanding, not ${String(completed)} and ${String(outstanding)}`,
      [around.close],
    );
  }
  return (
    wrongNumber(around, around.completedBefore, 'completed before Close') ??
    wrongNumber(around, around.outstanding, 'outstanding at Close') ??
    wrongContext(around) ??
    wrongThread(around) ??
    pass('one callback for each command, with its context, on the agent’s thread', [
      around.agentEntered,
      around.close,
      ...around.outstanding.map((command) => command.callbacks[0]),
    ])
  );
};

function stray({ close, strays }: AroundClose): Judgement | null {
  const [callback] = strays;
  if (!callback) return null;
  return fail(
    'a callback came for what is not a command that was sent',
    {
      expected: 'callbacks for commands that were sent',
      observed: `a callback with context ${callback.context}`,
    },
    [close, callback],
  );
}

function wrongNumber(
  { close }: AroundClose,
  commands: readonly SentCommand[],
  which: string,
): Judgement | null {
  const wrong = commands.find((command) => command.callbacks.length !== 1);
  if (!wrong) return null;
  const number = wrong.callbacks.length;
  return fail(
    `command ${wrong.number}, ${which}, had ${number} callbacks`,
    { expected: 'exactly one callback', observed: `${number} callbacks` },
    [wrong.sending, close, ...wrong.callbacks],
  );
}

function wrongContext({ close, outstanding }: AroundClose): Judgement | null {
  const wrong = outstanding
    .flatMap((command) => command.callbacks)
    .find((each) => each.context !== each.command);
  if (!wrong) return null;
  return fail(
    `the callback for command ${String(wrong.command)} came with another context`,
    { expected: `context ${String(wrong.command)}`, observed: `context ${wrong.context}` },
    [close, wrong],
  );
}

/** Callbacks after the agent's return cannot be on its thread: those are CLOSE-08's matter. */
function wrongThread({ close, outstanding, agentEntered, agentReturned }: AroundClose): Judgement | null {
  const lent = agentEntered?.thread;
  const wrong = outstanding
    .flatMap((command) => command.callbacks)
    .find((each) => each.thread !== lent && (!agentReturned || each.order < agentReturned.order));
  if (!wrong) return null;
  return fail(
    `the callback for command ${String(wrong.command)} did not come on the agent’s thread`,
    { expected: `thread ${String(lent)}`, observed: `thread ${wrong.thread}` },
    [agentEntered, close, wrong],
  );
}
