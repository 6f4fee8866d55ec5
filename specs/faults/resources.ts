import type { Departure } from './departure.js';
import {
  ALSO_SET_MEMORY,
  areasMapped,
  CODE_GONE,
  EVERY_TENTH,
  left,
  NOTHING_MAPPED,
  ONE_DESCRIPTOR,
  ONE_THREAD,
  SET_MEMORY,
  SOME_DESCRIPTORS,
  SOME_SET_MEMORY,
} from './evidence.js';

const CANNOT_UNLOAD: Departure = {
  reason: /^with everything released the library says that it cannot be unloaded$/,
  observed: /^S_FALSE$/,
  decidedBy: { kind: 'unload' },
};

/** Buffers that stay mapped with devices open. */
function staysMapped(areas: RegExp): Departure {
  return { ...areasMapped(areas), reaches: A_RESOURCE };
}
const A_RESOURCE = {
  rules: ['CLOSE-11'],
  because: 'memory of the set that stays mapped is a resource that was not released',
};

/** The server's end keeps what it should release: harness/reference/native/faults/resources.cpp. */
export const RESOURCES: Readonly<Record<string, Departure>> = {
  'CLOSE-02.descriptor-left': left(SOME_DESCRIPTORS),
  'CLOSE-02.descriptor-left-every-tenth-time': left(EVERY_TENTH),
  'CLOSE-02.thread-left': left(/^\d+ threads? \(/),
  'CLOSE-02.area-left': left(SET_MEMORY),
  'CLOSE-02.control-block-left': left(SOME_SET_MEMORY),

  'CLOSE-03.reference-left-by-abort': {
    reason: /^the last Release did not answer zero$/,
    observed: /^1$/,
    decidedBy: { kind: 'call', role: 'server', method: 'Release' },
  },

  'CLOSE-05.unmapped-late': {
    ...areasMapped(/area 1 at /),
    reaches: {
      rules: ['CLOSE-11', 'CLOSE-13', 'CLOSE-14'],
      because: 'the thread that unmaps later is a thread of the library that runs on after Close',
    },
  },
  'CLOSE-05.unmapped-at-release': staysMapped(/area 1 at /),
  'CLOSE-05.further-areas-left': staysMapped(/^mapped: area 2 at /),
  // Where all devices are open CLOSE-11 leaves mappings to CLOSE-05, the only one with commands outstanding that was not aborted.
  'CLOSE-05.left-under-load': areasMapped(/area 1 at /),
  'CLOSE-05.only-protected': staysMapped(/area 1 at /),
  'CLOSE-05.control-block-left': {
    reason: /^shared memory of the set is still mapped after Close$/,
    observed: ALSO_SET_MEMORY,
    decidedBy: { kind: 'resources', label: 'after Close' },
    reaches: A_RESOURCE,
  },

  'CLOSE-11.thread-left-on-abort': left(/^\d+ threads? \(/),
  'CLOSE-11.descriptor-left-after-death': left(ONE_DESCRIPTOR),
  'CLOSE-11.descriptor-left-with-devices-open': left(ONE_DESCRIPTOR),
  'CLOSE-11.descriptor-left-every-tenth-time': left(EVERY_TENTH),
  'CLOSE-11.further-areas-left-on-abort': left(SET_MEMORY),
  'CLOSE-11.further-areas-left-when-initializing': left(SET_MEMORY),
  'CLOSE-11.control-block-left-on-clients-abort': left(SET_MEMORY),

  'CLOSE-12.range-reserved': {
    reason: /^a buffer of the closed set is still mapped$/,
    observed: NOTHING_MAPPED,
    decidedBy: { kind: 'ranges', label: 'after Close' },
  },

  'CLOSE-13.cannot-unload': CANNOT_UNLOAD,
  'CLOSE-13.use-kept-by-agent': CANNOT_UNLOAD,
  // When it wakes in what is no longer there, the process ends, maybe before it has told of the unloading; until then
  // the thread is seen.
  'CLOSE-13.clean-up-runs-on': {
    reason:
      /^the (process did not survive the unloading|server’s process ended$|library was unloaded while a thread of its own was there)/,
    observed: CODE_GONE,
    decidedBy: [{ kind: 'unload' }, { kind: 'process-end', role: 'server' }],
  },
  'CLOSE-13.clean-up-sleeps-on': {
    reason: /^the library was unloaded while a thread of its own was there$/,
    observed: ONE_THREAD,
    decidedBy: { kind: 'resources', label: 'unloaded' },
  },

  'CLOSE-14.descriptor-left-without-agent': left(ONE_DESCRIPTOR),
  'CLOSE-14.thread-left-when-connected': left(ONE_THREAD),
};
