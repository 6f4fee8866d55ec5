import { slotOf } from '../../../vdi/interfaces.js';
import { prepareCall, type ComPointer, type NativeAnswer } from '../../../vdi/native-call.js';
import type { CheckedArguments } from '../../../vdi/values.js';

/**
 * Calls a method on a thread of the pool: what a library does in it, hanging included, holds up nobody else.
 * @param command for SendCommand: address of the command.
 */
export function call(
  target: ComPointer,
  method: string,
  args: CheckedArguments = {},
  command: () => bigint = noCommand,
): Promise<NativeAnswer> {
  const slot = slotOf(target.interface, method);
  if (slot === undefined) throw new TypeError(`${target.interface} has no method ${method}`);
  return prepareCall(target, slot, args, command).away();
}

/** The same, for methods of which only the HRESULT, or the count, matters. */
export async function callMethod(
  target: ComPointer,
  method: string,
  args: CheckedArguments = {},
  command: () => bigint = noCommand,
): Promise<number> {
  return (await call(target, method, args, command)).value;
}

function noCommand(): never {
  throw new TypeError('only SendCommand takes a command');
}
