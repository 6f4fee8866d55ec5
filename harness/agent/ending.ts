import type { ChildProcess } from 'node:child_process';
import type { System } from './settings.js';

/** How role processes are ended on a system, so that it shows afterwards who did it. */
export interface Ending {
  /** By spawn(): whether the process has a group of its own. */
  readonly detached: boolean;
  /** The signal that `tidy` makes it end with; nobody else makes it so. */
  readonly tidySignal: NodeJS.Signals;
  /**
   * By which a role ends itself when its connection is no more: with the agent there, something in its process has cut it
   * off, and that is no kill from outside. Null: the system cannot tell.
   */
  readonly cutOffSignal: NodeJS.Signals | null;
  /** Ends the process at once; false: it had ended. */
  kill(child: ChildProcess): boolean;
  tidy(child: ChildProcess): void;
}

/** Signals. A process has a group, so that what a hostile library forks is ended with it. */
const BY_SIGNALS: Ending = {
  detached: true,
  // Its default action ends a process, Node leaves it alone, and libraries have no use for it.
  tidySignal: 'SIGUSR2',
  // No program sends it: the fault that it is named after has not happened since processors have their own stack.
  cutOffSignal: 'SIGSTKFLT',
  kill: ({ pid }) => {
    // A process id of 0 would mean our own group.
    if (pid === undefined || pid === 0) return false;
    try {
      return process.kill(-pid, 'SIGKILL');
    } catch {
      return false;
    }
  },
  tidy: (child) => child.kill('SIGUSR2'),
};

/**
 * Windows has no signals: Node terminates the process, and tells the signal that it was asked for only where that
 * is what ended it. Not detached, so that Node puts it into the job of its own, which ends all with the agent.
 */
const BY_TERMINATION: Ending = {
  detached: false,
  tidySignal: 'SIGTERM',
  cutOffSignal: null,
  kill: (child) => child.kill('SIGKILL'),
  tidy: (child) => child.kill('SIGTERM'),
};

export function endingOn(system: System): Ending {
  return system === 'linux' ? BY_SIGNALS : BY_TERMINATION;
}
