import type { Conduct, SetEnd } from '../devices/conduct.js';
import { Cancelled, DeviceFailure, OPERATION_ABORTED, win32Of } from '../devices/device-failure.js';

/** A departure that the endpoint can be told to make. */
export interface EndpointFault {
  /** The rule that it breaks, a dot, and its name. */
  readonly id: string;
  readonly description: string;
  readonly conduct: () => Conduct;
}

export function isAborted(error: unknown): error is DeviceFailure {
  return error instanceof DeviceFailure && win32Of(error.code) === OPERATION_ABORTED;
}

/** A command that was completed with an error, while nobody has aborted. */
export function isErrorOfDevice(error: unknown): error is DeviceFailure {
  return (
    error instanceof DeviceFailure && (error.doing === 'write' || error.doing === 'read') && !isAborted(error)
  );
}

export function isRefused(error: unknown): error is DeviceFailure {
  return error instanceof DeviceFailure && error.doing === 'configure';
}

export function isCancelled(error: unknown): error is Cancelled {
  return error instanceof Cancelled;
}

/** A backup that was aborted, and how. */
export function abortedBackup({ media, failure }: SetEnd): DeviceFailure | null {
  return media === 'WriteMedia' && isAborted(failure?.error) ? failure.error : null;
}
