import { IID } from './guids.js';

/**
 * The interfaces as data: methods in the order of their vtable slots, parameters in the order of the ABI.
 * Argument checks (stage/arguments.ts), native calls (native-call.ts) and what a history says of a call are all
 * made from these descriptions; no method has code of its own. Source: the public VDI header.
 *
 * A parameter's name is the name of the scenario's argument (`in` kinds) or of the result (`out` kinds).
 */
export type ParameterKind =
  /** In: zero-terminated UTF-16 string. */
  | 'wide'
  /** In: 32-bit unsigned. */
  | 'u32'
  /** In: 64-bit unsigned. */
  | 'u64'
  /** In: a pointer or handle-like address, `0x…`. */
  | 'address'
  /** In: pointer to a GUID. */
  | 'guid'
  /** In and out: pointer to a VDConfig. */
  | 'config'
  /** Out: pointer to a VDConfig. */
  | 'outConfig'
  /** Out: pointer to a 32-bit unsigned. */
  | 'outU32'
  /** Out: pointer to a pointer. */
  | 'outAddress'
  /** Out: pointer to an interface pointer. */
  | 'outObject'
  /** Out: pointer to a pointer to a VDC_Command. */
  | 'outCommand'
  /** In: pointer to a VDS_Command, which stays allocated as long as the process. */
  | 'sendCommand';

export interface Parameter {
  readonly name: string;
  readonly kind: ParameterKind;
  /** May be null, and is when the argument is left out. */
  readonly nullable?: true;
  /** Interface of the object that comes out; `requested`: the one whose id was asked for. */
  readonly object?: InterfaceName | 'requested';
}

export interface Method {
  readonly name: string;
  readonly parameters: readonly Parameter[];
  /** `hresult` unless said otherwise: `count` for AddRef and Release. */
  readonly returns?: 'count';
  /** Waits by design, for a time-out of the caller's or for ever. */
  readonly waits?: true;
}

export interface Interface {
  readonly name: InterfaceName;
  readonly extends?: InterfaceName;
  readonly iid: string;
  /** Own methods, from the first slot after those of `extends`. */
  readonly methods: readonly Method[];
}

export type InterfaceName =
  | 'IUnknown'
  | 'IClassFactory'
  | 'IServerVirtualDeviceSet2'
  | 'IServerVirtualDevice'
  | 'IClientVirtualDeviceSet2'
  | 'IClientVirtualDevice';

const u32 = (name: string): Parameter => ({ name, kind: 'u32' });
const wide = (name: string): Parameter => ({ name, kind: 'wide' });
/** NULL is the default instance. */
const instanceName: Parameter = { name: 'instanceName', kind: 'wide', nullable: true };
const buffer: Parameter = { name: 'buffer', kind: 'address' };

export const INTERFACES: Readonly<Record<InterfaceName, Interface>> = {
  IUnknown: {
    name: 'IUnknown',
    iid: IID.IUnknown,
    methods: [
      {
        name: 'QueryInterface',
        parameters: [
          { name: 'iid', kind: 'guid' },
          { name: 'object', kind: 'outObject', object: 'requested' },
        ],
      },
      { name: 'AddRef', parameters: [], returns: 'count' },
      { name: 'Release', parameters: [], returns: 'count' },
    ],
  },
  IClassFactory: {
    name: 'IClassFactory',
    extends: 'IUnknown',
    iid: IID.IClassFactory,
    methods: [
      {
        name: 'CreateInstance',
        parameters: [
          { name: 'outer', kind: 'address', nullable: true },
          { name: 'iid', kind: 'guid' },
          { name: 'object', kind: 'outObject', object: 'requested' },
        ],
      },
      { name: 'LockServer', parameters: [u32('lock')] },
    ],
  },
  IServerVirtualDeviceSet2: {
    name: 'IServerVirtualDeviceSet2',
    extends: 'IUnknown',
    iid: IID.IServerVirtualDeviceSet2,
    methods: [
      { name: 'Open', parameters: [instanceName, wide('name')] },
      { name: 'GetConfiguration', parameters: [{ name: 'config', kind: 'outConfig' }] },
      {
        name: 'BeginConfiguration',
        // The header's order; the 2005 page names alignment before blockSize.
        parameters: [
          u32('features'),
          u32('blockSize'),
          u32('alignment'),
          u32('maxTransferSize'),
          u32('timeoutMs'),
        ],
      },
      { name: 'EndConfiguration', parameters: [] },
      { name: 'RequestBuffers', parameters: [u32('size'), u32('alignment'), u32('count')] },
      {
        name: 'QueryAvailableBuffers',
        parameters: [u32('size'), u32('alignment'), { name: 'count', kind: 'outU32' }],
      },
      { name: 'ExecuteCompletionAgent', parameters: [], waits: true },
      {
        name: 'OpenDevice',
        parameters: [wide('name'), { name: 'object', kind: 'outObject', object: 'IServerVirtualDevice' }],
      },
      {
        name: 'AllocateBuffer',
        parameters: [{ name: 'buffer', kind: 'outAddress' }, u32('size'), u32('alignment')],
      },
      { name: 'FreeBuffer', parameters: [buffer, u32('size')] },
      { name: 'IsSharedBuffer', parameters: [buffer] },
      { name: 'SignalAbort', parameters: [] },
      { name: 'Close', parameters: [] },
    ],
  },
  IServerVirtualDevice: {
    name: 'IServerVirtualDevice',
    extends: 'IUnknown',
    iid: IID.IServerVirtualDevice,
    methods: [
      { name: 'SendCommand', parameters: [{ name: 'command', kind: 'sendCommand' }] },
      { name: 'CloseDevice', parameters: [] },
    ],
  },
  IClientVirtualDeviceSet2: {
    name: 'IClientVirtualDeviceSet2',
    extends: 'IUnknown',
    iid: IID.IClientVirtualDeviceSet2,
    methods: [
      { name: 'Create', parameters: [wide('name'), { name: 'config', kind: 'config' }] },
      {
        name: 'GetConfiguration',
        parameters: [u32('timeoutMs'), { name: 'config', kind: 'outConfig' }],
        waits: true,
      },
      {
        name: 'OpenDevice',
        parameters: [wide('name'), { name: 'object', kind: 'outObject', object: 'IClientVirtualDevice' }],
      },
      { name: 'Close', parameters: [] },
      { name: 'SignalAbort', parameters: [] },
      { name: 'OpenInSecondary', parameters: [wide('setName')] },
      { name: 'GetBufferHandle', parameters: [buffer, { name: 'handle', kind: 'outU32' }] },
      { name: 'MapBufferHandle', parameters: [u32('handle'), { name: 'buffer', kind: 'outAddress' }] },
      { name: 'CreateEx', parameters: [instanceName, wide('name'), { name: 'config', kind: 'config' }] },
      { name: 'OpenInSecondaryEx', parameters: [instanceName, wide('setName')] },
    ],
  },
  IClientVirtualDevice: {
    name: 'IClientVirtualDevice',
    extends: 'IUnknown',
    iid: IID.IClientVirtualDevice,
    methods: [
      {
        name: 'GetCommand',
        parameters: [u32('timeoutMs'), { name: 'command', kind: 'outCommand' }],
        waits: true,
      },
      {
        name: 'CompleteCommand',
        parameters: [
          { name: 'command', kind: 'address' },
          u32('completionCode'),
          u32('bytesTransferred'),
          { name: 'position', kind: 'u64' },
        ],
      },
    ],
  },
};

/** A method with its place in the vtable. */
export interface Slot extends Method {
  readonly slot: number;
}

/** Every method of an interface, inherited ones first, in the order of the vtable. */
export function slotsOf(name: InterfaceName): readonly Slot[] {
  const { extends: base, methods } = INTERFACES[name];
  const inherited = base === undefined ? [] : slotsOf(base);
  return [...inherited, ...methods.map((method, i) => ({ ...method, slot: inherited.length + i }))];
}

/** Undefined when the interface has no such method. */
export function slotOf(name: InterfaceName, method: string): Slot | undefined {
  return slotsOf(name).find((each) => each.name === method);
}

/** The interface that has an id, among those described here. */
export function interfaceOfIid(iid: string): InterfaceName | undefined {
  return Object.values(INTERFACES).find((each) => each.iid === iid.toLowerCase())?.name;
}
