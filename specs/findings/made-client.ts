import { handMade, type HandMade } from './hand-made.js';
import type { EventOf } from '../../harness/history/history.js';

/** Hand-made parts of histories of a vendor's client, for tests of judges. */

const DEVICE = 'a';

/** A client that has created its set, was configured and has opened its device. */
export function started(fields: Partial<EventOf<'program'>> = {}): HandMade {
  return handMade()
    .program(fields)
    .call('client', 'set', 'CreateEx', 'NOERROR', { name: 'a', config: { prefixZoneSize: 0 } })
    .call('client', 'set', 'GetConfiguration', 'NOERROR')
    .call('client', 'set', 'OpenDevice', 'NOERROR', { name: DEVICE });
}

/** One command is given and completed. */
export function served(made: HandMade, command = '0x10', checksum = 7): HandMade {
  return made
    .call('client', `device:${DEVICE}`, 'GetCommand', 'NOERROR', {}, { command, size: 512, checksum }, 0.5, 1)
    .call(
      'client',
      `device:${DEVICE}`,
      'CompleteCommand',
      'NOERROR',
      { command, bytesTransferred: 512 },
      {},
      0.5,
      1,
    );
}

/** The device is drained, the set is closed and released, and the client ends with this exit code. */
export function wellEnded(made: HandMade, exitCode = 0): HandMade {
  return made
    .call('client', `device:${DEVICE}`, 'GetCommand', 'VD_E_CLOSE', {}, {}, 0.5, 1)
    .call('client', 'set', 'Close', 'NOERROR')
    .call('client', 'set', 'Release', { how: 'value', value: 0 })
    .programEnded(exitCode)
    .objects('when the client had ended');
}

/** The server did something, the client was told by the call in which it waited, has closed, and ends with this exit code. */
export function aborted(made: HandMade, exitCode = 1): HandMade {
  return told(made)
    .call('client', 'set', 'Close', 'NOERROR')
    .call('client', 'set', 'Release', { how: 'value', value: 0 })
    .programEnded(exitCode)
    .objects('when the client had ended');
}

/** The server did something, and a call told the client. */
export function told(made: HandMade): HandMade {
  return made
    .directed('acted', 'close')
    .call('client', `device:${DEVICE}`, 'GetCommand', 'VD_E_ABORT', {}, {}, 0.5, 1);
}
