import type { EventOf } from '../../harness/history/history.js';

type ProcessEnd = EventOf<'process-end'>;
type Exception = NonNullable<ProcessEnd['exception']>;

/** Statuses with which Windows ends a process that crashed, for a reader. */
const CRASHES: Readonly<Record<number, string>> = {
  0x80000003: 'breakpoint',
  0xc0000005: 'access violation',
  0xc000001d: 'illegal instruction',
  0xc0000094: 'division by zero',
  0xc00000fd: 'stack overflow',
  0xc0000374: 'heap corruption',
  0xc0000409: 'fail fast',
  0xe06d7363: 'C++ exception',
};

const VERB = { read: 'reading', write: 'writing', execute: 'executing' } as const;

/**
 * How a process ended, for a reader: a signal's name, or an exit code (in hex where it is a Windows status), and what is
 * known of the exception: `exit code 0xc0000005 (access violation) at sqlvdi.dll+0x1a2b, writing 0x10`.
 */
export function endOf({ signal, exitCode, exception }: ProcessEnd): string {
  if (signal !== null) return signal;
  const code = exitCode ?? 0;
  const crash = CRASHES[code];
  const shown = code >= 0x4000_0000 ? hex(code) : String(code);
  const status = `exit code ${shown}${crash === undefined ? '' : ` (${crash})`}`;
  return exception === undefined ? status : `${status} at ${placeOf(exception)}${accessOf(exception)}`;
}

function placeOf({ address, module }: Exception): string {
  if (module === null) return `${address}, in no module`;
  return `${module.name}+${hex(module.offset)}${module.unloaded ? ' (unloaded)' : ''}`;
}

function accessOf({ address, access }: Exception): string {
  if (access === null) return '';
  // What was to be executed is where it happened.
  return access.how === 'execute' && access.address === address
    ? ', executing it'
    : `, ${VERB[access.how]} ${access.address}`;
}

function hex(value: number): string {
  return `0x${value.toString(16)}`;
}
