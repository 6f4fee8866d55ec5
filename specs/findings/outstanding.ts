import type { CallEvent, EventOf } from '../../harness/history/history.js';
import { calls, ofKind, sentCommands, theClose, type Events } from './evidence.js';

/** A command that was taken by the library, and what became of it. */
export interface SentCommand {
  readonly number: number;
  readonly sending: CallEvent;
  /** Every callback that came for it, in native order. */
  readonly callbacks: EventOf<'callback'>[];
}

export interface AroundClose {
  readonly close: CallEvent;
  readonly agentEntered: EventOf<'agent'> | undefined;
  readonly agentReturned: EventOf<'agent'> | undefined;
  /** ExecuteCompletionAgent as a call. */
  readonly agentCall: CallEvent | undefined;
  /** Commands that had no callback when Close was called. */
  readonly outstanding: SentCommand[];
  /** Commands that had theirs. */
  readonly completedBefore: SentCommand[];
  /** Callbacks for what was never sent. */
  readonly strays: EventOf<'callback'>[];
}

/**
 * Sorts the commands of a case into those outstanding when Close was called and those completed before.
 * A command counts as completed before if a callback for it came before Close began.
 */
export function aroundClose(events: Events): AroundClose | null {
  const close = theClose(events);
  if (!close) return null;
  const callbacks = ofKind(events, 'callback').filter((event) => event.role === 'server');
  const sent = sentCommands(events);
  const commands = [...sent].map(([number, sending]): SentCommand => ({
    number,
    sending,
    callbacks: callbacks.filter((event) => event.command === number).sort((a, b) => a.order - b.order),
  }));
  const completed = (command: SentCommand): boolean =>
    command.callbacks.some((event) => event.atNs < close.atNs);
  const agent = ofKind(events, 'agent').filter((event) => event.role === 'server');
  return {
    close,
    agentEntered: agent.find((event) => event.what === 'entered'),
    agentReturned: agent.find((event) => event.what === 'returned'),
    agentCall: calls(events, { role: 'server', method: 'ExecuteCompletionAgent' })[0],
    outstanding: commands.filter((command) => !completed(command)),
    completedBefore: commands.filter(completed),
    strays: callbacks.filter((event) => event.command === null || !sent.has(event.command)),
  };
}
