import { describe, expect, test } from 'vitest';
import { guidBytes, IID } from './guids.js';
import { INTERFACES, interfaceOfIid, slotOf, slotsOf, type InterfaceName } from './interfaces.js';
import { layoutOf, VDC_Command, VDConfig, VdiRecord, VDS_Command } from './structs.js';

/** Written out by hand from the public header, slot by slot. */
const VTABLES: Readonly<Partial<Record<InterfaceName, readonly string[]>>> = {
  IServerVirtualDeviceSet2: [
    'QueryInterface',
    'AddRef',
    'Release',
    'Open',
    'GetConfiguration',
    'BeginConfiguration',
    'EndConfiguration',
    'RequestBuffers',
    'QueryAvailableBuffers',
    'ExecuteCompletionAgent',
    'OpenDevice',
    'AllocateBuffer',
    'FreeBuffer',
    'IsSharedBuffer',
    'SignalAbort',
    'Close',
  ],
  IServerVirtualDevice: ['QueryInterface', 'AddRef', 'Release', 'SendCommand', 'CloseDevice'],
  IClientVirtualDeviceSet2: [
    'QueryInterface',
    'AddRef',
    'Release',
    'Create',
    'GetConfiguration',
    'OpenDevice',
    'Close',
    'SignalAbort',
    'OpenInSecondary',
    'GetBufferHandle',
    'MapBufferHandle',
    'CreateEx',
    'OpenInSecondaryEx',
  ],
  IClientVirtualDevice: ['QueryInterface', 'AddRef', 'Release', 'GetCommand', 'CompleteCommand'],
};

describe('interfaces', () => {
  test.each(Object.entries(VTABLES))('%s has its methods in their slots', (name, methods) => {
    const slots = slotsOf(name as InterfaceName);
    expect(slots.map((each) => each.name)).toEqual(methods);
    expect(slots.map((each) => each.slot)).toEqual(methods.map((_, i) => i));
  });

  test("the server's Close is slot 15", () => {
    expect(slotOf('IServerVirtualDeviceSet2', 'Close')?.slot).toBe(15);
  });

  test('BeginConfiguration takes blockSize before alignment, as the header has it', () => {
    const names = slotOf('IServerVirtualDeviceSet2', 'BeginConfiguration')?.parameters.map(
      ({ name }) => name,
    );
    expect(names).toEqual(['features', 'blockSize', 'alignment', 'maxTransferSize', 'timeoutMs']);
  });

  test.each(Object.values(INTERFACES))('$name is found by its id, in either case', ({ name, iid }) => {
    expect(iid).toBe(IID[name]);
    expect(interfaceOfIid(iid.toUpperCase())).toBe(name);
  });

  test('an id that is none of ours finds nothing', () => {
    expect(interfaceOfIid('12345678-0000-0000-0000-000000000000')).toBeUndefined();
  });

  test('only counts are returned by AddRef and Release', () => {
    const counted = slotsOf('IServerVirtualDeviceSet2').filter(({ returns }) => returns === 'count');
    expect(counted.map(({ name }) => name)).toEqual(['AddRef', 'Release']);
  });
});

describe('GUIDs in memory', () => {
  test('the first three groups are little-endian', () => {
    expect(guidBytes('00112233-4455-6677-8899-aabbccddeeff').toString('hex')).toBe(
      '33221100554477668899aabbccddeeff',
    );
  });

  test('what is no GUID is refused', () => {
    expect(() => guidBytes('{00112233-4455-6677-8899-aabbccddeeff}')).toThrow(TypeError);
  });
});

describe('structures in memory', () => {
  test('VDConfig is eleven 32-bit fields', () => {
    expect(layoutOf(VDConfig).size).toBe(44);
    expect(layoutOf(VDConfig).offsets).toMatchObject({
      deviceCount: 0,
      serverTimeOut: 24,
      bufferAreaSize: 40,
    });
  });

  test('VDC_Command and VDS_Command have their 64-bit layout', () => {
    expect(layoutOf(VDC_Command)).toEqual({
      offsets: { commandCode: 0, size: 4, position: 8, buffer: 16 },
      size: 24,
    });
    expect(layoutOf(VDS_Command)).toEqual({
      offsets: {
        commandCode: 0,
        size: 4,
        inPosition: 8,
        outPosition: 16,
        buffer: 24,
        completionRoutine: 32,
        completionContext: 40,
        completionCode: 48,
        bytesTransferred: 52,
      },
      size: 56,
    });
  });

  test("the recorder's record is 64 bytes", () => {
    expect(layoutOf(VdiRecord).size).toBe(64);
    expect(layoutOf(VdiRecord).offsets['outPosition']).toBe(56);
  });

  test('a wider field after a narrow one is aligned', () => {
    expect(layoutOf({ a: 'u32', b: 'u64', c: 'u32' })).toEqual({ offsets: { a: 0, b: 8, c: 16 }, size: 24 });
  });
});
