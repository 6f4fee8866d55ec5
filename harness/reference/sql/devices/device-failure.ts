/** What was being done with a device when it failed. */
export type Doing = 'open' | 'configure' | 'write' | 'read' | 'close';

/** A device, or the whole set, failed. Becomes messages to the session and lines in the error log. */
export class DeviceFailure extends Error {
  override readonly name = 'DeviceFailure';

  constructor(
    readonly doing: Doing,
    readonly device: string,
    /** A Win32 error, as commands are completed with, or the HRESULT of a call. */
    readonly code: number,
    /** The method that refused, or the command that failed. */
    readonly what: string,
  ) {
    super(`${what} on ${device}: ${osError(code)}`);
  }
}

/** The session was cancelled, or killed, while the statement used devices. */
export class Cancelled extends Error {
  override readonly name = 'Cancelled';
}

/** The client, or the library, has aborted the set. */
export const OPERATION_ABORTED = 995;
const VD_E_ABORT = 0x80770004;

const TEXTS: Readonly<Record<number, string>> = {
  2: 'The system cannot find the file specified.',
  6: 'The handle is invalid.',
  38: 'Reached the end of the file.',
  50: 'The request is not supported.',
  112: 'There is not enough space on the disk.',
  995: 'The I/O operation has been aborted because of either a thread exit or an application request.',
  1117: 'The request could not be performed because of an I/O device error.',
  1450: 'Insufficient system resources exist to complete the requested service.',
};

/** That a set is aborted is the same, whoever says it. */
export function win32Of(code: number): number {
  return code === VD_E_ABORT ? OPERATION_ABORTED : code;
}

/** As the server writes it: the number, in hex if it is an HRESULT, and its text in parentheses. */
export function osError(code: number): string {
  const win32 = win32Of(code);
  const hresult = win32 > 0xffff;
  const facility7 = hresult && win32 >>> 16 === 0x8007;
  const text =
    TEXTS[facility7 ? win32 & 0xffff : win32] ?? 'failed to retrieve text for this error. Reason: 15105';
  return `${hresult ? `0x${win32.toString(16)}` : win32}(${text})`;
}
