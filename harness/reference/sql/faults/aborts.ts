import { serverMessage } from '../engine/server-messages.js';
import type { SqlMessage } from '../engine/sql-engine.js';
import { RightConduct, type LogEntry, type SetEnd } from '../devices/conduct.js';
import { abortedBackup, isAborted, type EndpointFault } from './fault.js';

const ABORTED = /\b995\(.*\)/;
const IO_DEVICE = '1117(The request could not be performed because of an I/O device error.)';
const NEVER = new Promise<void>(() => undefined);

class ToldAsDeviceError extends RightConduct {
  override told(messages: readonly SqlMessage[]): readonly SqlMessage[] {
    return messages.map((each) => ({ ...each, text: each.text.replace(ABORTED, IO_DEVICE) }));
  }
}

class LoggedAsDeviceError extends RightConduct {
  override logged(entry: LogEntry): LogEntry {
    return { ...entry, text: entry.text.replace(ABORTED, IO_DEVICE) };
  }
}

class DeviceNotLogged extends RightConduct {
  override logged(entry: LogEntry, error: unknown): LogEntry | null {
    return entry.number === 18_210 && isAborted(error) ? null : entry;
  }
}

/** A RESTORE that looks has nothing to lose, some may think. */
class VerifiedThoughAborted extends RightConduct {
  override told(messages: readonly SqlMessage[], error: unknown = null): readonly SqlMessage[] {
    const [, end] = messages;
    return isAborted(error) && end?.text.startsWith('VERIFY') === true
      ? [serverMessage(3262, [1], { line: end.line })]
      : messages;
  }
}

class WaitsForFirstCompletion extends RightConduct {
  override closed(end: SetEnd): Promise<void> {
    return abortedBackup(end) !== null && end.completed === 0 ? NEVER : Promise.resolve();
  }
}

class EmptyBackupRemembered extends RightConduct {
  override remembers(end: SetEnd): boolean {
    return super.remembers(end) || (abortedBackup(end) !== null && end.completed === 0);
  }
}

class LastWordNotAwaited extends RightConduct {
  override outcome(end: SetEnd): SetEnd['failure'] {
    return abortedBackup(end)?.what === 'Flush' ? null : end.failure;
  }
}

class RememberedBeforeLastWord extends RightConduct {
  override remembers(end: SetEnd): boolean {
    return super.remembers(end) || abortedBackup(end)?.what === 'Flush';
  }
}

class WaitsAfterTimeOut extends RightConduct {
  override closed(end: SetEnd): Promise<void> {
    return abortedBackup(end) !== null && end.serverTimeOut > 0 ? NEVER : Promise.resolve();
  }
}

class TimeOutIsSuccess extends RightConduct {
  override outcome(end: SetEnd): SetEnd['failure'] {
    return abortedBackup(end) !== null && end.serverTimeOut > 0 ? null : end.failure;
  }
}

/** The client, its death, or a time-out ends the set. */
export const ABORTS: readonly EndpointFault[] = [
  {
    id: 'ENGINE-CLOSE-02.told-as-device-error',
    description: 'the session of a client that aborts is told 1117 in place of 995',
    conduct: () => new ToldAsDeviceError(),
  },
  {
    id: 'ENGINE-CLOSE-02.logged-as-device-error',
    description: 'ERRORLOG has 1117 for a client that aborts, in place of 995',
    conduct: () => new LoggedAsDeviceError(),
  },
  {
    id: 'ENGINE-CLOSE-02.device-not-logged',
    description: 'ERRORLOG has no 18210 when the client aborts',
    conduct: () => new DeviceNotLogged(),
  },
  {
    id: 'ENGINE-CLOSE-02.verified-though-aborted',
    description: 'RESTORE VERIFYONLY calls a backup valid whose client aborts',
    conduct: () => new VerifiedThoughAborted(),
  },
  {
    id: 'ENGINE-CLOSE-03.waits-for-first-completion',
    description: 'a statement whose client is gone before the first completion waits on for it',
    conduct: () => new WaitsForFirstCompletion(),
  },
  {
    id: 'ENGINE-CLOSE-03.empty-backup-remembered',
    description: 'msdb remembers a backup whose client is gone before the first completion',
    conduct: () => new EmptyBackupRemembered(),
  },
  {
    id: 'ENGINE-CLOSE-04.last-word-not-awaited',
    description: 'a client that goes in the place of completing the last Flush has backed up',
    conduct: () => new LastWordNotAwaited(),
  },
  {
    id: 'ENGINE-CLOSE-04.remembered-before-last-word',
    description: 'msdb remembers a backup whose last Flush was not completed',
    conduct: () => new RememberedBeforeLastWord(),
  },
  {
    id: 'ENGINE-CLOSE-08.waits-after-time-out',
    description: 'serverTimeOut aborts the set, and the statement waits on',
    conduct: () => new WaitsAfterTimeOut(),
  },
  {
    id: 'ENGINE-CLOSE-08.time-out-is-success',
    description: 'a backup that serverTimeOut ended is called a success',
    conduct: () => new TimeOutIsSuccess(),
  },
];
