import { openSync } from 'node:fs';
import { devNull } from 'node:os';
import { RightConduct, type OpenSet, type SetEnd } from '../devices/conduct.js';
import { DeviceFailure, OPERATION_ABORTED } from '../devices/device-failure.js';
import { isAborted, isRefused, type EndpointFault } from './fault.js';

/** Names stay in use when their sets are gone. */
class NameKept extends RightConduct {
  readonly #used = new Set<string>();

  constructor(private readonly after: (end: SetEnd) => boolean) {
    super();
  }

  override opens(name: string): boolean {
    return !this.#used.has(name);
  }

  override closed(end: SetEnd): Promise<void> {
    if (this.after(end)) this.#used.add(end.name);
    return Promise.resolve();
  }
}

/** As much of a name as this one looks at. */
const COMPARED = 8;

/** Takes a set for another whose name begins like its own. */
class ConfusesSets extends RightConduct {
  readonly #open = new Map<string, OpenSet>();
  readonly #spoiled = new Set<string>();

  constructor(private readonly how: 'aborts' | 'spoils') {
    super();
  }

  override opened(set: OpenSet): void {
    this.#open.set(set.name, set);
  }

  override async closed({ name, failure }: SetEnd): Promise<void> {
    this.#open.delete(name);
    if (failure === null) return;
    for (const other of this.#open.values()) {
      if (other.name.slice(0, COMPARED) !== name.slice(0, COMPARED)) continue;
      if (this.how === 'spoils') this.#spoiled.add(other.name);
      else await other.abort();
    }
  }

  override outcome({ name, failure }: SetEnd): SetEnd['failure'] {
    return this.#spoiled.delete(name)
      ? { error: new DeviceFailure('write', name, OPERATION_ABORTED, 'Write') }
      : failure;
  }
}

/** What every set leaves in the process; the calls of the system are loaded only here, where they may be made. */
class SomethingLeft extends RightConduct {
  constructor(private readonly what: 'leaveThread' | 'leaveMapping') {
    super();
  }

  override async closed(): Promise<void> {
    const leaks = await import('./leaks.js');
    leaks[this.what]();
  }
}

class HandleLeft extends RightConduct {
  constructor(private readonly after: (end: SetEnd) => boolean) {
    super();
  }

  override closed(end: SetEnd): Promise<void> {
    if (this.after(end)) openSync(devNull, 'r');
    return Promise.resolve();
  }
}

/** What outlives a set, or goes beyond it. */
export const SETS: readonly EndpointFault[] = [
  {
    id: 'ENGINE-CLOSE-09.name-kept',
    description: 'the name of a set stays in use when the set is gone',
    conduct: () => new NameKept(() => true),
  },
  {
    id: 'ENGINE-CLOSE-09.name-kept-after-failure',
    description: 'the name of a set that went wrong stays in use',
    conduct: () => new NameKept(({ failure }) => failure !== null),
  },
  {
    id: 'ENGINE-CLOSE-09.name-kept-after-refusal',
    description: 'the name of a set stays in use whose configuration was refused',
    conduct: () => new NameKept(({ failure }) => isRefused(failure?.error)),
  },
  {
    id: 'ENGINE-CLOSE-10.aborts-another',
    description: 'when a set goes wrong another is aborted, whose name begins like its own',
    conduct: () => new ConfusesSets('aborts'),
  },
  {
    id: 'ENGINE-CLOSE-10.tells-another',
    description: 'when a set goes wrong the session of another is told so, whose name begins like its own',
    conduct: () => new ConfusesSets('spoils'),
  },
  {
    id: 'ENGINE-CLOSE-11.handle-left',
    description: 'every backup leaves a handle',
    conduct: () => new HandleLeft(() => true),
  },
  {
    id: 'ENGINE-CLOSE-11.handle-left-after-abort',
    description: 'every backup that is aborted leaves a handle',
    conduct: () => new HandleLeft(({ failure }) => isAborted(failure?.error)),
  },
  {
    id: 'ENGINE-CLOSE-11.mapping-left',
    description: 'every backup leaves a mapping of shared memory',
    conduct: () => new SomethingLeft('leaveMapping'),
  },
  {
    id: 'ENGINE-CLOSE-11.thread-left',
    description: 'every backup leaves a thread',
    conduct: () => new SomethingLeft('leaveThread'),
  },
];
