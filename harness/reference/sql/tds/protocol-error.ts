import { KitError } from '../../../errors/kit-error.js';

/**
 * What a client sent is not TDS as this endpoint speaks it. The connection is of no further use: where the next
 * packet begins, or what the client believes to have said, is no longer known.
 */
export class TdsProtocolError extends KitError {
  override readonly name = 'TdsProtocolError';

  constructor(message: string) {
    super('TDS_PROTOCOL', message, { remedy: 'The client has to speak TDS 7.2 to 7.4 without encryption.' });
  }
}
