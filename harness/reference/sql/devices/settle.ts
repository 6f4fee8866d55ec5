import { FEATURE } from '../../../vdi/codes.js';
import type { Options } from '../language/statements.js';
import { DeviceFailure } from './device-failure.js';
import type { Offered, Settled } from './virtual-device-set.js';

const VD_E_INVALID = 0x80770006;
const BLOCK_BYTES = 65_536;
const TRANSFER_BYTES = 1 << 20;
const TRANSFER_UNIT = 65_536;
export const MOST_TRANSFER_BYTES = 4 << 20;
/** Buffers for each device, unless the statement says how many there are in all. */
const BUFFERS_A_DEVICE = 4;
const MOST_BUFFERS = 4_096;

/**
 * The configuration: what the statement says goes before what the client asked for, and that before what the server would take.
 * @param media the feature with which the server says what it does: reads or writes.
 * @throws DeviceFailure (configure) when that is nothing that can be done.
 */
export function settle(
  offered: Offered,
  options: Options,
  devices: readonly string[],
  media: 'ReadMedia' | 'WriteMedia',
): Settled {
  const [set = ''] = devices;
  const refused = (what: string): DeviceFailure => new DeviceFailure('configure', set, VD_E_INVALID, what);
  const said = (name: string): number | undefined => {
    const value = options.get(name);
    if (value === undefined) return undefined;
    if (typeof value !== 'number') throw refused(name);
    return value;
  };
  if (offered.deviceCount !== devices.length) throw refused('the number of devices');
  const blockSize = said('BLOCKSIZE') ?? (offered.blockSize || BLOCK_BYTES);
  if (blockSize < 512 || blockSize > BLOCK_BYTES || (blockSize & (blockSize - 1)) !== 0)
    throw refused('BLOCKSIZE');
  const maxTransferSize = said('MAXTRANSFERSIZE') ?? (offered.maxTransferSize || TRANSFER_BYTES);
  if (maxTransferSize < 1 || maxTransferSize % TRANSFER_UNIT !== 0 || maxTransferSize > MOST_TRANSFER_BYTES)
    throw refused('MAXTRANSFERSIZE');
  const asked = said('BUFFERCOUNT') ?? devices.length * BUFFERS_A_DEVICE;
  if (asked < 1 || asked > MOST_BUFFERS) throw refused('BUFFERCOUNT');
  // Each device needs one.
  const bufferCount = Math.max(asked, devices.length);
  const complete = offered.features & FEATURE.RequestComplete ? FEATURE.CompleteEnabled : 0;
  const features = FEATURE[media] | complete;
  return { features, blockSize, maxTransferSize, bufferCount, timeoutMs: offered.serverTimeOut };
}
