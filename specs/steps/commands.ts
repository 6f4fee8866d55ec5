import type {
  ClientRole,
  CommandToSend,
  ReceivedCommand,
  RemoteObject,
  Stage,
} from '../../harness/stage/stage.js';
import { BUFFER_SIZE, type Established } from './establish.js';

const VDC_READ = 1;
const VDC_WRITE = 2;

/** `count` transfers of the session's direction, each over a whole buffer, the areas in turn. */
export function transfers(session: Established, count: number): CommandToSend[] {
  return Array.from({ length: count }, (_, index) => {
    const buffer = session.buffers[index % session.buffers.length]?.address;
    return {
      commandCode: session.direction === 'write' ? VDC_WRITE : VDC_READ,
      size: BUFFER_SIZE,
      position: 0,
      ...(buffer === undefined ? {} : { buffer }),
    };
  });
}

/** Spreads `total` over `parts` as evenly as it goes, the first parts getting what is left over. */
export function spread(total: number, parts: number): number[] {
  return Array.from({ length: parts }, (_, index) => Math.floor((total + parts - 1 - index) / parts));
}

/** Sends `count` transfers, spread over the devices, and abandons unless all are taken. */
export async function sendTransfers(stage: Stage, session: Established, count: number): Promise<void> {
  const shares = spread(count, session.serverDevices.length);
  for (const [index, device] of session.serverDevices.entries()) {
    const share = shares[index] ?? 0;
    if (share === 0) continue;
    const { answers } = await session.server.send(device, transfers(session, share));
    for (const answer of answers) stage.need(answer);
  }
}

async function takeFrom(stage: Stage, client: ClientRole, device: RemoteObject, count: number) {
  const { taken, last } = await client.take(device, count);
  if (taken.length < count) stage.abandon(`the client got ${taken.length} of ${count} commands`, last);
  return taken;
}

/** The client takes `count` commands, spread over the devices as they were sent, without completing them. */
export async function takeTransfers(
  stage: Stage,
  session: Established,
  count: number,
): Promise<{ device: RemoteObject; commands: ReceivedCommand[] }[]> {
  const shares = spread(count, session.clientDevices.length);
  const held: { device: RemoteObject; commands: ReceivedCommand[] }[] = [];
  for (const [index, device] of session.clientDevices.entries()) {
    const share = shares[index] ?? 0;
    if (share > 0) held.push({ device, commands: await takeFrom(stage, session.client, device, share) });
  }
  return held;
}

/** Sends `count` transfers, the client completes them, and their callbacks have come. */
export async function runTransfers(stage: Stage, session: Established, count: number): Promise<void> {
  if (count === 0) return;
  // An earlier session of the same process has had its own.
  const before = await session.server.callbacks(0);
  await sendTransfers(stage, session, count);
  for (const { device, commands } of await takeTransfers(stage, session, count)) {
    for (const answer of await session.client.complete(device, commands)) stage.need(answer);
  }
  await session.server.callbacks(before + count);
}
