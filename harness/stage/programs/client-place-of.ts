import { KitError } from '../../errors/kit-error.js';
import type { ClientPlace } from '../../targets/client-place.js';

/** @throws KitError NO_CLIENT_PROGRAM when the target was started without one. */
export function clientPlaceOf(place: ClientPlace | undefined): ClientPlace {
  if (place !== undefined) return place;
  throw new KitError('NO_CLIENT_PROGRAM', 'the target was started without a client program', {
    remedy: 'A script that asks for one belongs to a rule whose subject is the client.',
  });
}
