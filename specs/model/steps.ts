/**
 * What a sequence is made of: calls of either end, deaths, and a fresh interface in place of a closed one.
 * `device` counts from 0; the number of devices stands for a name that no device has.
 */
export type Step = ServerStep | ClientStep;

export type ServerStep =
  | { readonly end: 'server'; readonly call: (typeof SERVER_SET_CALLS)[number] }
  | { readonly end: 'server'; readonly call: 'OpenDevice' | 'CloseDevice'; readonly device: number }
  /** Flush, or ClearError. */
  | {
      readonly end: 'server';
      readonly call: 'SendCommand';
      readonly device: number;
      readonly clearError?: true;
    }
  /** A new set object: the closed one is of no further use. */
  | { readonly end: 'server'; readonly call: 'new interface' }
  /** kill -9 of the end's process. */
  | { readonly end: 'server'; readonly call: 'dies' };

export type ClientStep =
  | { readonly end: 'client'; readonly call: 'Create' | 'SignalAbort' | 'Close' }
  /** `waits`: for ever; else it has no time to wait at all. */
  | { readonly end: 'client'; readonly call: 'GetConfiguration'; readonly waits?: true }
  | { readonly end: 'client'; readonly call: 'OpenDevice'; readonly device: number }
  | { readonly end: 'client'; readonly call: 'GetCommand'; readonly device: number; readonly waits?: true }
  | {
      readonly end: 'client';
      readonly call: 'CompleteCommand';
      readonly device: number;
      /** Of those taken; `again`: the one that was completed last; `none`: a null pointer. */
      readonly which: 'oldest' | 'newest' | 'again' | 'none';
      readonly code: 'ERROR_SUCCESS' | 'ERROR_HANDLE_EOF' | 'ERROR_IO_DEVICE';
    }
  /** kill -9 of the end's process. */
  | { readonly end: 'client'; readonly call: 'dies' };

/** Calls of the server's set object that need nothing more to be said, in the order of a session. */
export const SERVER_SET_CALLS = [
  'Open',
  'GetConfiguration',
  'BeginConfiguration',
  'RequestBuffers',
  'QueryAvailableBuffers',
  'EndConfiguration',
  'ExecuteCompletionAgent',
  'AllocateBuffer',
  'FreeBuffer',
  'SignalAbort',
  'Close',
] as const;

/** e.g. `client: GetCommand (device 1, waits)`. */
export function stepText(step: Step): string {
  const details = [
    'device' in step ? `device ${step.device}` : '',
    'clearError' in step ? 'ClearError' : '',
    'waits' in step ? 'waits' : '',
    'which' in step ? `the ${step.which}` : '',
    'code' in step ? step.code : '',
  ].filter((detail) => detail !== '');
  return `${step.end}: ${step.call}${details.length === 0 ? '' : ` (${details.join(', ')})`}`;
}
