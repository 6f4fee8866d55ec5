import type { DirectedSet } from '../direction/direction.js';
import { DeviceFailure, OPERATION_ABORTED } from './device-failure.js';
import type { FirstFailure } from './first-failure.js';
import type { VirtualDeviceSet } from './virtual-device-set.js';

/** What a direction can do with a set. However it ends it, the session is told what it is told of any set that was aborted. */
export function directedSet(
  set: VirtualDeviceSet,
  {
    spid,
    devices,
    media,
  }: {
    readonly spid: number;
    readonly devices: number;
    readonly media: 'ReadMedia' | 'WriteMedia';
  },
  first: FirstFailure,
): DirectedSet {
  const isAborted = (): void => {
    const [doing, command] =
      media === 'ReadMedia' ? (['read', 'Read'] as const) : (['write', 'Write'] as const);
    first.is(new DeviceFailure(doing, set.name, OPERATION_ABORTED, command));
  };
  return {
    name: set.name,
    spid,
    devices,
    close: () => {
      // Called before anybody who waits is let go.
      const closed = set.closeAtOnce();
      isAborted();
      return closed;
    },
    abort: () => {
      isAborted();
      return first.aborted;
    },
    watch: (until) => {
      void set.untilAborted(until).then(() => {
        if (!until.aborted) isAborted();
      });
    },
  };
}
