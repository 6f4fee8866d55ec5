import type {
  AddressRange,
  AgentRun,
  ClientRole,
  RemoteObject,
  ServerRole,
  Stage,
} from '../../harness/stage/stage.js';

/** BACKUP writes to the client, RESTORE reads from it. */
export type Direction = 'write' | 'read';

/** States of the set at the server, in the order in which a session passes them. */
export const STATES = ['Connected', 'Configurable', 'Initializing', 'Active'] as const;
export type ReachableState = (typeof STATES)[number];

export interface SessionShape {
  readonly devices: number;
  readonly direction: Direction;
  /** Buffer areas: the first is made by EndConfiguration, each further one by a later RequestBuffers. */
  readonly areas?: number;
}

/** One session of a server and a client, in the state to which `establish` brought it. */
export interface Established {
  readonly server: ServerRole;
  readonly client: ClientRole;
  readonly serverSet: RemoteObject;
  readonly clientSet: RemoteObject;
  readonly serverDevices: RemoteObject[];
  readonly clientDevices: RemoteObject[];
  /** One buffer an area, in the server's process. */
  readonly buffers: AddressRange[];
  readonly direction: Direction;
  readonly agent: AgentRun | undefined;
}

/** One block size for BeginConfiguration's block size and alignment: pages and header disagree on their order. */
export const BLOCK = 65_536;
/** Size of every buffer, in bytes. */
export const BUFFER_SIZE = 65_536;
/** dwTimeOut that never ends. */
export const INFINITE = 0xffff_ffff;
/** A wait that ought to end at once, in milliseconds: an answer of VD_E_TIMEOUT is evidence, not a hang. */
export const SHORTLY = 2_000;

const WRITE_MEDIA = 0x1_0000;
const READ_MEDIA = 0x2_0000;

/** The first device has the name of the set; the others are named as further VIRTUAL_DEVICE clauses would. */
export function deviceNames(set: string, devices: number): string[] {
  return Array.from({ length: devices }, (_, index) => (index === 0 ? set : `${set}-${index + 1}`));
}

/** Client creates the set, server opens it: Connected. */
async function connect(stage: Stage, clientSet: RemoteObject, serverSet: RemoteObject, devices: number) {
  stage.need(
    await clientSet.call('CreateEx', {
      instanceName: stage.instance,
      name: stage.set,
      config: { deviceCount: devices },
    }),
  );
  stage.need(await serverSet.call('Open', { instanceName: stage.instance, name: stage.set }));
}

async function beginConfiguration(
  stage: Stage,
  serverSet: RemoteObject,
  direction: Direction,
): Promise<void> {
  stage.need(
    await serverSet.call('BeginConfiguration', {
      features: direction === 'write' ? WRITE_MEDIA : READ_MEDIA,
      blockSize: BLOCK,
      alignment: BLOCK,
      maxTransferSize: BUFFER_SIZE,
      timeoutMs: 60_000,
    }),
  );
}

async function requestBuffer(stage: Stage, serverSet: RemoteObject): Promise<void> {
  stage.need(await serverSet.call('RequestBuffers', { size: BUFFER_SIZE, alignment: BLOCK, count: 1 }));
}

async function allocateBuffer(stage: Stage, serverSet: RemoteObject, label: string): Promise<AddressRange> {
  const answer = stage.need(await serverSet.call('AllocateBuffer', { size: BUFFER_SIZE, alignment: BLOCK }));
  return { label, address: String(answer.results['buffer']), size: BUFFER_SIZE };
}

/** Configures the set and takes one buffer of each area: Initializing. */
async function configure(
  stage: Stage,
  clientSet: RemoteObject,
  serverSet: RemoteObject,
  areas: number,
): Promise<AddressRange[]> {
  await requestBuffer(stage, serverSet);
  stage.need(await serverSet.call('EndConfiguration'));
  stage.need(await clientSet.call('GetConfiguration', { timeoutMs: SHORTLY }));
  const buffers = [await allocateBuffer(stage, serverSet, 'area 1')];
  for (let area = 2; area <= areas; area++) {
    await requestBuffer(stage, serverSet);
    buffers.push(await allocateBuffer(stage, serverSet, `area ${area}`));
  }
  return buffers;
}

/** Opens devices at one end, by name; abandons unless each is opened. */
export async function openDevices(
  stage: Stage,
  role: ServerRole | ClientRole,
  set: RemoteObject,
  names: readonly string[],
): Promise<RemoteObject[]> {
  const devices: RemoteObject[] = [];
  for (const name of names) {
    const { answer, device } = await role.openDevice(name, set);
    stage.need(answer);
    if (device === null) stage.abandon(`OpenDevice gave no device for ${name}`, answer);
    devices.push(device);
  }
  return devices;
}

export interface Ends {
  readonly server: ServerRole;
  readonly client: ClientRole;
  readonly serverSet?: RemoteObject;
  readonly clientSet?: RemoteObject;
}

/**
 * Brings a server and a client to a state. Both roles are started here unless `ends` gives them (for a
 * further session in the same processes). In Active all devices are open at both ends and the agent runs.
 */
export async function establish(
  stage: Stage,
  shape: SessionShape,
  until: ReachableState,
  ends?: Ends,
): Promise<Established> {
  const [server, client] = ends
    ? [ends.server, ends.client]
    : await Promise.all([stage.server(), stage.client()]);
  const serverSet = ends?.serverSet ?? server.set;
  const clientSet = ends?.clientSet ?? client.set;
  const reaches = (state: ReachableState): boolean => STATES.indexOf(until) >= STATES.indexOf(state);

  await connect(stage, clientSet, serverSet, shape.devices);
  if (reaches('Configurable')) await beginConfiguration(stage, serverSet, shape.direction);
  const buffers = reaches('Initializing')
    ? await configure(stage, clientSet, serverSet, shape.areas ?? 1)
    : [];

  const names = reaches('Active') ? deviceNames(stage.set, shape.devices) : [];
  const [serverDevices, clientDevices] = await Promise.all([
    openDevices(stage, server, serverSet, names),
    openDevices(stage, client, clientSet, names),
  ]);
  const agent = reaches('Active') ? server.lendThread(serverSet) : undefined;
  await agent?.entered;
  // Entered is not yet Active: on a busy machine the thread may be on its way still.
  if (agent !== undefined) await server.settled();
  return {
    server,
    client,
    serverSet,
    clientSet,
    serverDevices,
    clientDevices,
    buffers,
    direction: shape.direction,
    agent,
  };
}
