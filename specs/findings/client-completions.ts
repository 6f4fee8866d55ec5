import type { CallEvent } from '../../harness/history/history.js';
import { CLIENT_DEVICE, succeeded } from './evidence.js';
import { endOfCall } from './client.js';

/** A CompleteCommand for a command that is not in the client's hands; `before`: the one by which it had left them. */
export interface StrayCompletion {
  readonly call: CallEvent;
  readonly before: CallEvent | undefined;
}

/**
 * Follows commands through a client's hands: given by GetCommand when that returned, gone when CompleteCommand for it began. The memory of
 * a command may be given again, so its address tells only for as long.
 */
export function completionsOf(all: readonly CallEvent[]): {
  readonly stray: StrayCompletion | undefined;
  readonly taken: number;
  /** Of each command that was given and not completed, the GetCommand. */
  readonly kept: readonly CallEvent[];
} {
  const moves = all
    .filter((call) => call.interface === CLIENT_DEVICE)
    .flatMap((call) => {
      if (call.method === 'CompleteCommand') return [{ at: call.atNs, call }];
      return call.method === 'GetCommand' && succeeded(call) ? [{ at: endOfCall(call), call }] : [];
    })
    .sort((a, b) => a.at - b.at);
  const given = new Map<string, CallEvent>();
  const completed = new Map<string, CallEvent>();
  let taken = 0;
  let stray: StrayCompletion | undefined;
  for (const { call } of moves) {
    if (call.method === 'GetCommand') {
      taken += 1;
      given.set(
        placeOf(call, call.outcome.how === 'returned' ? call.outcome.results['command'] : null),
        call,
      );
      continue;
    }
    const place = placeOf(call, call.args['command']);
    if (!given.delete(place)) stray ??= { call, before: completed.get(place) };
    completed.set(place, call);
  }
  return { stray, taken, kept: [...given.values()] };
}

/** A command belongs to a device of a process. */
function placeOf({ role, object }: CallEvent, command: unknown): string {
  return `${role} ${object} ${String(command)}`;
}
