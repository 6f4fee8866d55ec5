import type { Outcome } from '../history/history.js';
import type { CallReport } from '../agent/protocol.js';
import { hresultName } from '../vdi/codes.js';
import type { InterfaceName, Method } from '../vdi/interfaces.js';
import type { Answer, CallOptions, PendingCall, RemoteObject } from './stage.js';

/** Whoever makes the calls of an object: the role that has it. */
interface Caller {
  call(
    object: RemoteComObject,
    method: string,
    args: Record<string, unknown>,
    options: CallOptions,
  ): PendingCall;
}

/** A COM object in a role's process, by the id under which the role keeps it. */
export class RemoteComObject implements RemoteObject {
  readonly interface: InterfaceName;

  constructor(
    private readonly caller: Caller,
    readonly id: string,
    as: InterfaceName,
  ) {
    this.interface = as;
  }

  call(method: string, args: Record<string, unknown> = {}, options: CallOptions = {}): PendingCall {
    return this.caller.call(this, method, args, options);
  }

  async release(): Promise<number | null> {
    const { outcome } = await this.call('Release');
    return outcome.how === 'value' ? outcome.value : null;
  }
}

/** The outcome that a report of a native call amounts to. */
export function outcomeOf(method: Method, report: CallReport): Outcome {
  if (method.returns === 'count') return { how: 'value', value: report.value };
  return { how: 'returned', code: report.value, name: hresultName(report.value), results: report.results };
}

export function answerOf(method: string, outcome: Outcome): Answer {
  const code = outcome.how === 'returned' ? outcome.code : null;
  const results = outcome.how === 'returned' && code === 0 ? outcome.results : {};
  return { method, outcome, code, ok: code === 0, results };
}
