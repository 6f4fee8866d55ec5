import path from 'node:path';
import { describe, expect, expectTypeOf, test } from 'vitest';
import type { z } from 'zod';
import type { inputSchema } from './check-config.js';
import { clientConfigFrom } from './client-config.js';
import type { ClientConfigInput } from './define-config.js';
import { expandCommand } from './placeholders.js';

const FOLDER = path.resolve('/there/of the vendor');
const SOURCE = { name: 'vdi-conformance.config.json', folder: FOLDER };
const from = (input: unknown) => clientConfigFrom(input, SOURCE);
const COMMAND = ['my-client', '--set', '{set}', '{devices}'];

test('only the command is needed', () => {
  expect(from({ command: COMMAND })).toEqual({
    command: COMMAND,
    env: {},
    cwd: FOLDER,
    statements: 'kit',
    success: { exitCodes: [0], output: null },
    maxDevices: 64,
    limits: { endMs: 10_000, runMs: 60_000 },
    cannot: {},
  });
});

test('everything that may be said is kept', () => {
  const said = {
    command: COMMAND,
    env: { MY_LOG: '{direction}.log' },
    cwd: path.join(FOLDER, 'build'),
    statements: 'client' as const,
    success: { exitCodes: [0, 4_294_967_295], output: '^done$' },
    maxDevices: 8,
    limits: { endMs: 1, runMs: 2 },
    cannot: { restore: 'it never does' },
  } satisfies ClientConfigInput;
  expect(from(said)).toEqual(said);
});

test('what the schema takes and what an editor is told are the same fields', () => {
  type Taken = z.input<typeof inputSchema>;
  expectTypeOf<keyof ClientConfigInput>().toEqualTypeOf<keyof Taken>();
  type Fields<T, K extends keyof T> = keyof NonNullable<T[K]>;
  expectTypeOf<Fields<ClientConfigInput, 'success'>>().toEqualTypeOf<Fields<Taken, 'success'>>();
  expectTypeOf<Fields<ClientConfigInput, 'limits'>>().toEqualTypeOf<Fields<Taken, 'limits'>>();
  expectTypeOf<Fields<ClientConfigInput, 'cannot'>>().toEqualTypeOf<Fields<Taken, 'cannot'>>();
});

describe('relative paths start at the configuration', () => {
  test.each([
    ['./my-client', path.join(FOLDER, 'my-client')],
    ['../bin/my-client', path.resolve(FOLDER, '../bin/my-client')],
    [path.resolve('/opt/my-client'), path.resolve('/opt/my-client')],
    ['my-client', 'my-client'],
    ['{library}/../my-client', '{library}/../my-client'],
  ])('the program %s', (program, becomes) => {
    expect(from({ command: [program, './argument'] }).command).toEqual([becomes, './argument']);
  });

  test.each([
    ['build', path.join(FOLDER, 'build')],
    ['./{direction}', path.join(FOLDER, '{direction}')],
    [path.resolve('/tmp/x'), path.resolve('/tmp/x')],
  ])('the working folder %s', (cwd, becomes) => {
    expect(from({ command: COMMAND, cwd }).cwd).toBe(becomes);
  });

  test('a folder whose name has braces is no placeholder', () => {
    const folder = path.resolve('/a {set} {x');
    const config = clientConfigFrom({ command: ['./c'] }, { name: 'f', folder });
    expect(expandCommand(config, { set: 's' })).toEqual({
      file: path.join(folder, 'c'),
      args: [],
      env: {},
      cwd: folder,
    });
  });
});

describe('how many devices', () => {
  test.each([
    [{ command: ['c', '{set}'] }, 1, 'it is told of one device only'],
    [{ command: ['c'], env: { A: '{device-count}' } }, 64, null],
    [{ command: ['c', '{devices}'], maxDevices: 1 }, 1, 'maxDevices: 1'],
    [{ command: ['c', '{set}'], maxDevices: 3 }, 3, null],
    [{ command: ['c', '{devices}'], cannot: { severalDevices: 'one stream' } }, 1, 'one stream'],
  ])('%j: %i', (input, most, why) => {
    const { maxDevices, cannot } = from(input);
    expect(maxDevices).toBe(most);
    if (why === null) expect(cannot).toEqual({});
    else expect(cannot.severalDevices).toContain(why);
  });
});

describe('refused, with the file, the field, what is wrong and an example', () => {
  test.each([
    [
      {},
      'command: it is missing: the kit has to know how your client is started; e.g. "command": ["./my-client"',
    ],
    [{ command: './c --set {set}' }, 'command: no shell is used'],
    [{ command: './c --set {set}' }, 'e.g. "command": ["./my-client"'],
    [{ command: [] }, 'command: it is empty'],
    [{ command: [''] }, 'command.0: the first word is the program, and it is empty'],
    [{ command: ['c', 1] }, 'command.1: expected string, received number; e.g. "command"'],
    [{ command: ['c', '{sett}'] }, "command.1: in the client's words: {sett}"],
    [{ command: ['c', '{sett}'] }, '{password-file}'],
    [{ command: ['c', 'a\0'] }, 'command.1: no program can be given a character NUL'],
    [{ command: ['Run.CMD'] }, 'command.0: Windows starts a .cmd or .bat through a shell'],
    [{ env: { A: 1 } }, 'env.A: expected string, received number; e.g. "env": {"MY_CLIENT_LOG":"verbose"}'],
    [{ env: { A: '{' } }, "env.A: in the client's words: a brace stands alone"],
    [{ env: { 'A=B': '' } }, 'env.A=B: this is no name of an environment variable'],
    [{ env: { VDI_CONFORMANCE_RECORD: '' } }, 'env.VDI_CONFORMANCE_RECORD: this name is the kit’s own'],
    [{ cwd: '' }, 'cwd: Too small'],
    [
      { statements: 'kitt' },
      'statements: Invalid option: expected one of "client"|"kit"; e.g. "statements": "client"',
    ],
    [{ success: { exitCodes: [] } }, 'success.exitCodes: Too small'],
    [{ success: { exitCodes: [-1] } }, 'success.exitCodes.0: Too small'],
    [
      { success: { exitCodes: 0 } },
      'success.exitCodes: expected array, received number; e.g. "exitCodes": [0]',
    ],
    [{ success: { output: '(' } }, 'success.output: this is no regular expression'],
    [{ maxDevices: 65 }, 'maxDevices: Too big'],
    [{ maxDevices: 0 }, 'maxDevices: Too small'],
    [{ maxDevices: 2, cannot: { severalDevices: 'x' } }, 'maxDevices: it contradicts cannot.severalDevices'],
    [{ limits: { endMs: 0.5 } }, 'limits.endMs: '],
    [{ limits: { runMs: 2 ** 31 } }, 'limits.runMs: Too big'],
    [{ cannot: { restore: ' ' } }, 'cannot.restore: a reason is needed'],
    [{ cannot: { restore: true } }, 'cannot.restore: expected string'],
    [{ comand: [] }, 'comand: there is no such field; did you mean command, e.g. "command": ['],
    [{ statement: 'kit' }, 'did you mean statements'],
    [
      { success: { exitCode: 0 } },
      'success.exitCode: there is no such field; did you mean exitCodes, e.g. "exitCodes": [0]',
    ],
    [{ limits: { zzzzzzzz: 0 } }, 'limits.zzzzzzzz: there is no such field; there are endMs, runMs'],
    [{ cannot: { several_devices: '' } }, 'did you mean severalDevices'],
  ])('%j', (input, why) => {
    // The command is right unless it is the point.
    const whole =
      'command' in input || Object.keys(input).length === 0 ? input : { command: COMMAND, ...input };
    expect(() => from(whole)).toThrow(
      expect.objectContaining({
        code: 'CLIENT_CONFIG',
        message: expect.stringMatching(/^vdi-conformance\.config\.json: \w/) as string,
      }) as Error,
    );
    expect(() => from(whole)).toThrow(why);
  });

  test.each([[null], ['text'], [[]], [undefined], [() => ({})]])('%s is no object', (input) => {
    expect(() => from(input)).toThrow(/vdi-conformance\.config\.json: .*it has to be an object with fields/);
  });

  test('all at once', () => {
    expect(() => from({ command: [], statements: 1, maxDevice: 1 })).toThrow(
      /:\n {2}- command: .*\n {2}- statements: .*\n {2}- maxDevice: /,
    );
  });
});
