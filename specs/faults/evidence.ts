import type { Departure, DecidingEvent } from './departure.js';

/** Evidence that many faults call for: what a finding has to say, and by what it has to be decided. */

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

export const SET_MEMORY = /^1 mapping \(\/memfd:[-\w]+_SQLVDIMemoryName_0/;
export const ONE_DESCRIPTOR = /^1 descriptor \(\/dev\/null\) more$/;
export const EVERY_TENTH = /^2 descriptors \(\/dev\/null, \/dev\/null\) more$/;
export const ONE_THREAD = /^1 thread \(\d+\) more$/;

/** An object bears the set's name when both ends are closed. */
export const NAMED_OBJECT: Departure = {
  reason: /^named objects of the set exist after both ends closed$/,
  observed: /^unix:@vdi-events\//,
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
  const said = new RegExp(`ended (with SIGSEGV )?during IServerVirtualDeviceSet2::${method}$`);
  return { reason: said, observed: said, decidedBy: { kind: 'process-end', role: 'server' } };
}

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
