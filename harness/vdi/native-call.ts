import koffi, { type LibraryHandle, type TypeObject } from 'koffi';
import type { CheckedArguments } from './values.js';
import { guidBytes } from './guids.js';
import { interfaceOfIid, type InterfaceName, type Parameter, type Slot } from './interfaces.js';
import {
  addressText,
  allocate,
  bytesAt,
  free,
  nullableText,
  pointerAt,
  readStruct,
  writeStruct,
} from './memory.js';
import { VDC_Command, VDConfig } from './structs.js';

/**
 * Calls of COM methods through their vtable slots, made from the descriptions in interfaces.ts. Role
 * processes only. The vtable is read at every call, as a C++ caller would: what an object has become shows.
 */

type Results = CheckedArguments;
/** koffi names this type but does not export it. */
export type KoffiFunction = ReturnType<LibraryHandle['func']>;

/** What a native call came back with. */
export interface NativeAnswer {
  /** CLOCK_MONOTONIC just before the call and just after its return was seen here, nanoseconds. */
  readonly startNs: bigint;
  readonly endNs: bigint;
  /** The HRESULT, or the count, unsigned. */
  readonly value: number;
  /** Out-parameters by name; empty unless the method returned NOERROR. */
  readonly results: Results;
  /** The object that came out, if one did. */
  readonly object: ComPointer | null;
}

export interface ComPointer {
  readonly pointer: bigint;
  readonly interface: InterfaceName;
}

/** One call, its arguments laid out in native memory. Used once. */
export interface PreparedCall {
  /** Calls on this thread. */
  now(): NativeAnswer;
  /** Calls on a thread of libuv's pool. `endNs` is when this thread learned of the return. */
  away(): Promise<NativeAnswer>;
}

/** Makes the VDS_Command of a SendCommand: lives in the role, because commands outlive calls. */
export type MakeCommand = (args: CheckedArguments) => bigint;

const prototypes = new Map<string, TypeObject>();

function prototypeOf(method: Slot): TypeObject {
  const types = ['void *', ...method.parameters.map(({ kind }) => nativeType(kind))];
  const key = `${method.returns ?? 'hresult'}(${types.join()})`;
  let prototype = prototypes.get(key);
  if (prototype === undefined) {
    // HRESULT is a signed 32-bit number, AddRef's and Release's counts are unsigned.
    prototype = koffi.proto(method.returns === 'count' ? 'uint32' : 'int32', types);
    prototypes.set(key, prototype);
  }
  return prototype;
}

function nativeType(kind: Parameter['kind']): string {
  if (kind === 'u32') return 'uint32';
  if (kind === 'u64') return 'uint64';
  return 'void *';
}

/** An argument as the native function takes it, and what is to be read back after a success. */
interface Marshalled {
  readonly native: number | bigint | null;
  readonly read?: (results: Results) => ComPointer | null;
}

export function prepareCall(
  target: ComPointer,
  method: Slot,
  args: CheckedArguments,
  makeCommand: MakeCommand,
): PreparedCall {
  const blocks: bigint[] = [];
  const block = (size: number): bigint => {
    const address = allocate(size);
    blocks.push(address);
    return address;
  };
  const marshalled = method.parameters.map((parameter) => marshal(parameter, args, block, makeCommand));
  const natives = [target.pointer, ...marshalled.map(({ native }) => native)];
  const entry = pointerAt(pointerAt(target.pointer) + BigInt(method.slot * 8));
  const callable = koffi.decode(entry, prototypeOf(method)) as KoffiFunction;

  const answer = (startNs: bigint, returned: number): NativeAnswer => {
    const endNs = process.hrtime.bigint();
    const results: Results = {};
    let object: ComPointer | null = null;
    if (method.returns !== 'count' && returned === 0) {
      for (const { read } of marshalled) object = read?.(results) ?? object;
    }
    for (const each of blocks) free(each);
    return { startNs, endNs, value: returned >>> 0, results, object };
  };

  return {
    now: () => {
      const startNs = process.hrtime.bigint();
      return answer(startNs, callable(...natives) as number);
    },
    away: () =>
      new Promise((resolve, reject) => {
        const startNs = process.hrtime.bigint();
        callable.async(...natives, (error: Error | null, returned: number) => {
          if (error) reject(error);
          else resolve(answer(startNs, returned));
        });
      }),
  };
}

function marshal(
  { name, kind, object }: Parameter,
  args: CheckedArguments,
  block: (size: number) => bigint,
  makeCommand: MakeCommand,
): Marshalled {
  const value = args[name];
  switch (kind) {
    case 'u32':
      return { native: value as number };
    case 'u64':
      return { native: BigInt(value as number) };
    case 'address':
      return { native: value === null ? null : BigInt(value as string) };
    case 'wide':
      return { native: value === null ? null : wideString(value as string, block) };
    case 'guid': {
      const address = block(16);
      bytesAt(address, 16).set(guidBytes(value as string));
      return { native: address };
    }
    case 'sendCommand':
      return { native: makeCommand(args) };
    case 'config':
    case 'outConfig': {
      const address = block(Object.keys(VDConfig).length * 4);
      if (kind === 'config') writeStruct(address, VDConfig, value as Record<string, number>);
      return reading(address, (results) => {
        results[name] = readStruct(address, VDConfig);
      });
    }
    case 'outU32': {
      const address = block(4);
      return reading(address, (results) => {
        results[name] = bytesAt(address, 4).readUInt32LE();
      });
    }
    case 'outAddress': {
      const address = block(8);
      return reading(address, (results) => {
        results[name] = nullableText(pointerAt(address));
      });
    }
    case 'outCommand': {
      const address = block(8);
      return reading(address, (results) => Object.assign(results, receivedCommand(pointerAt(address))));
    }
    case 'outObject': {
      const address = block(8);
      const of = object === 'requested' ? interfaceOfIid(args['iid'] as string) : object;
      const read = (): ComPointer | null => {
        const pointer = pointerAt(address);
        return pointer === 0n || of === undefined ? null : { pointer, interface: of };
      };
      return { native: address, read };
    }
  }
}

function reading(native: bigint, read: (results: Results) => unknown): Marshalled {
  const readBack = (results: Results): null => {
    read(results);
    return null;
  };
  return { native, read: readBack };
}

function wideString(text: string, block: (size: number) => bigint): bigint {
  const units = Buffer.from(`${text}\0`, 'utf16le');
  const address = block(units.length);
  bytesAt(address, units.length).set(units);
  return address;
}

/** A null pointer with NOERROR is a departure of the target's, and is recorded as one. */
function receivedCommand(pointer: bigint): Results {
  if (pointer === 0n) return { command: null };
  const { commandCode, size, position, buffer } = readStruct(pointer, VDC_Command);
  return { command: addressText(pointer), commandCode, size, position: Number(position), buffer };
}
