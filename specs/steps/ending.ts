import type { Answer, CallOptions, RemoteObject, Stage } from '../../harness/stage/stage.js';
import { SHORTLY, type Established } from './establish.js';

/** Every device is closed at the server, and the client has seen VD_E_CLOSE on each: Normally terminated. */
export async function closeDevices(stage: Stage, session: Established): Promise<void> {
  for (const device of session.serverDevices) stage.need(await device.call('CloseDevice'));
  for (const device of session.clientDevices) await device.call('GetCommand', { timeoutMs: SHORTLY });
}

/**
 * The call under judgement: IServerVirtualDeviceSet2::Close. Then, as the page asks of a server, waits until
 * the agent has returned, and has everything recorded natively written into the history.
 */
export async function closeServer(session: Established, options?: CallOptions): Promise<Answer> {
  const answer = await session.serverSet.call('Close', {}, options);
  await session.agent?.returned;
  await session.server.callbacks(0);
  return answer;
}

/** Gives every interface of the server's session back; answers what the set's last Release returned. */
export async function releaseServer(session: Established): Promise<number | null> {
  for (const device of session.serverDevices) await device.release();
  return session.serverSet.release();
}

/** The client ends its side: Close, then all its interfaces are given back. */
export async function closeClient(session: Established): Promise<void> {
  await session.clientSet.call('Close');
  for (const device of session.clientDevices) await device.release();
  await session.clientSet.release();
}

/** A fresh server set in the server's process tries to open the name; given back again. */
export async function tryToOpen(stage: Stage, session: Established): Promise<Answer> {
  const fresh = await session.server.newSet();
  const answer = await fresh.call('Open', { instanceName: stage.instance, name: stage.set });
  if (answer.ok) await fresh.call('Close');
  await fresh.release();
  return answer;
}

/** A fresh client set in the client's process creates the name; closed and given back again. */
export async function tryToCreate(stage: Stage, session: Established): Promise<Answer> {
  const fresh: RemoteObject = await session.client.newSet();
  const answer = await fresh.call('CreateEx', {
    instanceName: stage.instance,
    name: stage.set,
    config: { deviceCount: 1 },
  });
  if (answer.ok) await fresh.call('Close');
  await fresh.release();
  return answer;
}
