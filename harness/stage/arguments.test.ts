import { describe, expect, test } from 'vitest';
import { UsageError } from '../errors/kit-error.js';
import { checkArguments } from './arguments.js';
import type { InterfaceName } from '../vdi/interfaces.js';
import { VDConfig } from '../vdi/structs.js';

const begin = { features: 0, blockSize: 512, alignment: 512, maxTransferSize: 65_536, timeoutMs: 0 };

/** Interface, method, arguments, and what the refusal has to name. */
const REFUSED: readonly [InterfaceName, string, Record<string, unknown>, RegExp][] = [
  ['IServerVirtualDeviceSet2', 'Shut', {}, /has no method Shut/],
  ['IServerVirtualDevice', 'Close', {}, /has no method Close/],
  ['IServerVirtualDeviceSet2', 'Open', {}, /Open: name:/],
  ['IServerVirtualDeviceSet2', 'Open', { name: 5 }, /name:/],
  ['IServerVirtualDeviceSet2', 'Open', { name: 'a\0b' }, /name: .*NUL/],
  ['IServerVirtualDeviceSet2', 'Open', { name: 'a', set: 'b' }, /no parameter set/],
  ['IServerVirtualDeviceSet2', 'Close', { force: true }, /no parameter force/],
  ['IServerVirtualDeviceSet2', 'BeginConfiguration', { ...begin, blockSize: -1 }, /blockSize:/],
  ['IServerVirtualDeviceSet2', 'BeginConfiguration', { ...begin, blockSize: 0x1_0000_0000 }, /blockSize:/],
  ['IServerVirtualDeviceSet2', 'BeginConfiguration', { ...begin, blockSize: 1.5 }, /blockSize:/],
  ['IServerVirtualDeviceSet2', 'FreeBuffer', { buffer: 4096, size: 1 }, /buffer:/],
  ['IServerVirtualDeviceSet2', 'FreeBuffer', { buffer: '0xABC', size: 1 }, /buffer:/],
  ['IServerVirtualDeviceSet2', 'FreeBuffer', { buffer: null, size: 1 }, /buffer:/],
  ['IServerVirtualDeviceSet2', 'QueryInterface', { iid: 'IUnknown' }, /iid:/],
  ['IClientVirtualDeviceSet2', 'CreateEx', { name: 'a', config: { devices: 1 } }, /no parameter devices/],
  [
    'IClientVirtualDeviceSet2',
    'CreateEx',
    { name: 'a', config: { deviceCount: -1 } },
    /config\.deviceCount:/,
  ],
  [
    'IClientVirtualDevice',
    'CompleteCommand',
    { command: '0x10', completionCode: 0, bytesTransferred: 0, position: 2 ** 53 },
    /position:/,
  ],
];

describe('arguments', () => {
  test.each(REFUSED)('%s::%s refuses %j', (interfaceName, method, args, names) => {
    const check = (): unknown => checkArguments(interfaceName, method, args);
    expect(check).toThrow(UsageError);
    expect(check).toThrow(names);
  });

  test('an unknown method is answered with those that there are', () => {
    try {
      checkArguments('IServerVirtualDevice', 'Close', {});
      expect.unreachable();
    } catch (error) {
      expect((error as UsageError).details.remedy).toContain('SendCommand, CloseDevice');
    }
  });

  test('what may be left out is filled in', () => {
    expect(checkArguments('IServerVirtualDeviceSet2', 'Open', { name: 'a' }).args).toEqual({
      instanceName: null,
      name: 'a',
    });
    expect(checkArguments('IServerVirtualDevice', 'SendCommand', {}).args).toEqual({
      commandCode: 2,
      size: 0,
      position: 0,
      buffer: null,
    });
  });

  test('a configuration is complete, missing fields zero', () => {
    const { args } = checkArguments('IClientVirtualDeviceSet2', 'Create', {
      name: 'a',
      config: { deviceCount: 3 },
    });
    const zeros = Object.fromEntries(Object.keys(VDConfig).map((field) => [field, 0]));
    expect(args['config']).toEqual({ ...zeros, deviceCount: 3 });
  });

  test('the ends of the ranges are inside', () => {
    const { args } = checkArguments('IClientVirtualDevice', 'GetCommand', { timeoutMs: 0xffffffff });
    expect(args).toEqual({ timeoutMs: 0xffffffff });
  });

  test('out-parameters are no arguments', () => {
    expect(() =>
      checkArguments('IClientVirtualDevice', 'GetCommand', { timeoutMs: 0, command: '0x1' }),
    ).toThrow(/no parameter command/);
  });
});
