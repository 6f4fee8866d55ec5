import type { Step } from '../../../specs/model/steps.js';

/** A set of one device that is Active, and two commands for it, of which the client has none yet. */
export const TWO_COMMANDS: readonly Step[] = [
  { end: 'client', call: 'Create' },
  { end: 'server', call: 'Open' },
  { end: 'server', call: 'BeginConfiguration' },
  { end: 'server', call: 'EndConfiguration' },
  { end: 'client', call: 'GetConfiguration' },
  { end: 'client', call: 'OpenDevice', device: 0 },
  { end: 'server', call: 'OpenDevice', device: 0 },
  { end: 'server', call: 'ExecuteCompletionAgent' },
  { end: 'server', call: 'SendCommand', device: 0 },
  { end: 'server', call: 'SendCommand', device: 0 },
];
