import type { Departure, DecidingEvent } from './departure.js';

/**
 * Evidence that many faults call for: what a finding has to say, and by what it has to be decided. Where the systems
 * have different words for it, those of Linux stand first, those of Windows second.
 */

/** The memory of a set. Windows tells a section without a file by its size alone. */
const SECTION = String.raw`(/memfd:[-\w]+_SQLVDIMemoryName_0|section of \d+ bytes)`;
/** What the reference leaves open when it is to leave a descriptor or handle. */
const OPEN = '(/dev/null|Event)';
/** Where Windows' exception came from, if it was seen: what was called may be gone, or garbage. */
const AT = String.raw`( at [\w.+-]+(, in no module| \(unloaded\))?(, (reading|writing|executing) (it|0x[0-9a-f]+))?)?`;
const SEGMENTATION_FAULT = String.raw`(SIGSEGV|exit code 0xc0000005 \(access violation\)${AT})`;

const CLOSE: DecidingEvent = { kind: 'call', role: 'server', method: 'Close' };

/** The server's Close answered this. */
export function closeAnswered(name: string): Departure {
  const reason = /^Close .*(did not|answered neither|had no)/;
  return { reason, observed: exactly(name), decidedBy: CLOSE };
}

/** A method of the closed interface, or of one of its devices, answered this. */
export function stillAnswered(method: string, name: string): Departure {
  const reason = new RegExp(
    `^${method} (did not refuse after Close|on a device of the closed set succeeded)$`,
  );
  return { reason, observed: exactly(name), decidedBy: { kind: 'call', role: 'server', method } };
}

/** The name of the closed set could be opened. */
export const REOPENED: Departure = {
  reason: /^the set could still be opened by its name$/,
  observed: exactly('NOERROR'),
  decidedBy: { kind: 'call', role: 'server', method: 'Open' },
};

/** The server's process has these resources more than before Open. */
export function left(what: RegExp): Departure {
  const reason = /^after Close \(\w+\) the server still has /;
  return { reason, observed: what, decidedBy: { kind: 'resources', label: 'after Close' } };
}

export const SET_MEMORY = new RegExp(String.raw`^1 mapping \(${SECTION}`);
export const SOME_SET_MEMORY = new RegExp(String.raw`^\d+ mappings? \(${SECTION}`);
export const ALSO_SET_MEMORY = new RegExp(`^also ${SECTION}`);
export const ONE_DESCRIPTOR = new RegExp(String.raw`^1 descriptor \(${OPEN}\) more$`);
export const SOME_DESCRIPTORS = new RegExp(String.raw`^\d+ descriptors? \(${OPEN}`);
export const EVERY_TENTH = new RegExp(String.raw`^2 descriptors \(${OPEN}, ${OPEN}\) more$`);
/** Memory that is nobody's: a range of addresses that is kept. */
export const NOTHING_MAPPED = /\((anonymous|private memory)\)$/;
/** A thread that wakes where its code was, or is seen before it does. */
export const CODE_GONE = new RegExp(
  String.raw`^((it ended with )?(SIG(SEGV|BUS|ILL)|exit code 0xc000(0005|001d) \([\w ]+\)${AT})|1 thread \(\d+\) more)$`,
);
export const ONE_THREAD = /^1 thread \(\d+\) more$/;

/** An object bears the set's name when both ends are closed. */
export const NAMED_OBJECT: Departure = {
  reason: /^named objects of the set exist after both ends closed$/,
  observed: /^(unix:@vdi-events\/|Event \\\S*BaseNamedObjects\\\S+_SQLVDIEventName_left)/,
  decidedBy: { kind: 'objects' },
};

/** Buffers of these areas are mapped when Close has returned. */
export function areasMapped(areas: RegExp): Departure {
  const reason = /^buffers were still mapped when Close returned$/;
  return { reason, observed: areas, decidedBy: { kind: 'ranges', label: 'after Close' } };
}

/** After the server's Close a method of the client's answered this. */
export function clientAnswered(method: string, name: string): Departure {
  const reason = new RegExp(
    `^the client’s ${method}, (called|waiting) when the server had closed, did not answer`,
  );
  return { reason, observed: exactly(name), decidedBy: { kind: 'call', role: 'client', method } };
}

export function neverReturned(role: string, method: string): Departure {
  return {
    reason: new RegExp(`(::${method}|^${method} on the closed interface) did not return$`),
    observed: /^no answer within/,
    decidedBy: { kind: 'call', role, method },
  };
}

export function crashedIn(method: string): Departure {
  const said = new RegExp(`ended (with ${SEGMENTATION_FAULT} )?during IServerVirtualDeviceSet2::${method}$`);
  return { reason: said, observed: said, decidedBy: { kind: 'process-end', role: 'server' } };
}

/** Without an agent the set is never Active, but its devices can be open. */
export const OPEN_BEFORE_ACTIVE: NonNullable<Departure['reaches']> = {
  rules: ['CLOSE-04', 'CLOSE-15'],
  because: 'devices are open before an agent runs there too: Initializing is one of the states',
};

/** A callback for an outstanding command, or the lack of one. */
export function calledBack(
  reason: RegExp,
  observed: RegExp,
  kind: DecidingEvent['kind'] = 'callback',
): Departure {
  return { reason, observed, decidedBy: { kind } };
}

function exactly(text: string): RegExp {
  return new RegExp(`^${text}$`);
}
