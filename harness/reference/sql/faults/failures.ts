import type { SqlMessage } from '../engine/sql-engine.js';
import { RightConduct, type SetEnd } from '../devices/conduct.js';
import { isCancelled, isErrorOfDevice, isRefused, type EndpointFault } from './fault.js';

type Which = (error: unknown) => boolean;

/** The statement is given up, and the set stays as it is. */
class SetLeft extends RightConduct {
  constructor(private readonly which: Which) {
    super();
  }

  override ends({ failure }: SetEnd): boolean {
    return !this.which(failure?.error);
  }
}

class EndNotTold extends RightConduct {
  constructor(private readonly which: Which) {
    super();
  }

  override told(messages: readonly SqlMessage[], error: unknown = null): readonly SqlMessage[] {
    return this.which(error) ? messages.filter(({ number }) => number !== 3013) : messages;
  }
}

class Remembered extends RightConduct {
  constructor(private readonly which: Which) {
    super();
  }

  override remembers(end: SetEnd): boolean {
    return super.remembers(end) || this.which(end.failure?.error);
  }
}

/** As if it were rolled back for ever. */
class KilledSessionStays extends RightConduct {
  override forgets({ killed }: { readonly killed: boolean }): boolean {
    return !killed;
  }
}

class ErrorIsSuccess extends RightConduct {
  override outcome({ media, failure }: SetEnd): SetEnd['failure'] {
    return media === 'WriteMedia' && isErrorOfDevice(failure?.error) ? null : failure;
  }
}

/** SQL Server's own side, or a command, ends the set. */
export const FAILURES: readonly EndpointFault[] = [
  {
    id: 'ENGINE-CLOSE-05.set-left-when-cancelled',
    description: 'a statement that is cancelled or killed ends, and its set is left as it is',
    conduct: () => new SetLeft(isCancelled),
  },
  {
    id: 'ENGINE-CLOSE-05.remembered-when-cancelled',
    description: 'msdb remembers a backup that was cancelled or killed',
    conduct: () => new Remembered(isCancelled),
  },
  {
    id: 'ENGINE-CLOSE-05.killed-session-stays',
    description: 'a session that was killed is rolled back for ever, although its set has ended',
    conduct: () => new KilledSessionStays(),
  },
  {
    id: 'ENGINE-CLOSE-06.error-is-success',
    description: 'a backup of which a command was completed with an error is called a success',
    conduct: () => new ErrorIsSuccess(),
  },
  {
    id: 'ENGINE-CLOSE-06.set-left-after-error',
    description: 'a command is completed with an error: the statement ends, and its set is left as it is',
    conduct: () => new SetLeft(isErrorOfDevice),
  },
  {
    id: 'ENGINE-CLOSE-06.end-not-told',
    description: 'after the error of a device the session is not told 3013',
    conduct: () => new EndNotTold(isErrorOfDevice),
  },
  {
    id: 'ENGINE-CLOSE-07.set-left-when-refused',
    description: 'a configuration is refused, and the set is left as it is',
    conduct: () => new SetLeft(isRefused),
  },
  {
    id: 'ENGINE-CLOSE-07.end-not-told',
    description: 'when a configuration is refused the session is not told 3013',
    conduct: () => new EndNotTold(isRefused),
  },
];
