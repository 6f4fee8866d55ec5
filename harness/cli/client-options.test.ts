import { mkdir } from 'node:fs/promises';
import { Command } from 'commander';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { literally } from '../client-program/placeholders.js';
import { removedAfterwards, type Folder } from '../client-program/testing/folder.js';
import { addClientOptions, atDashes, clientConfigOf, type ClientFlags } from './client-options.js';

let folder: Folder;
beforeEach(async () => {
  folder = await removedAfterwards();
});
afterEach(() => folder.remove());

/** As the command line takes them apart. */
function flags(...args: string[]): ClientFlags {
  const { own, ...command } = atDashes(args);
  const parsed = addClientOptions(new Command())
    .exitOverride()
    .configureOutput({ writeErr: () => undefined })
    .parse(own, { from: 'user' });
  return { ...parsed.opts<ClientFlags>(), ...command };
}

const configOf = (...args: string[]) => clientConfigOf(flags(...args), folder.path);
const FILE = { command: ['./of-file', '{set}'], statements: 'client', maxDevices: 4, limits: { endMs: 7 } };
const write = (name: string, config: object = FILE) => folder.write(name, JSON.stringify(config));

test.each([
  [['certify', '-s', 'client'], { own: ['certify', '-s', 'client'] }],
  [['a', '--', './c', '--set', '{set}'], { own: ['a'], clientCommand: ['./c', '--set', '{set}'] }],
  [['a', '--', 'c', '--', '-x'], { own: ['a'], clientCommand: ['c', '--', '-x'] }],
  [['a', '--'], { own: ['a'], clientCommand: [] }],
])('%j at the dashes', (args, parts) => {
  expect(atDashes(args)).toEqual(parts);
});

test('the command alone will do', async () => {
  expect(await configOf('--client-statements', 'client', '--', './c', '--json', '{devices}')).toMatchObject({
    command: [literally(folder.at('c')), '--json', '{devices}'],
    cwd: literally(folder.path),
    statements: 'client',
    maxDevices: 64,
  });
});

test('the file in the folder is taken', async () => {
  await write('vdi-conformance.config.json');
  expect(await configOf()).toMatchObject({
    command: [literally(folder.at('of-file')), '{set}'],
    statements: 'client',
    maxDevices: 4,
    limits: { endMs: 7, runMs: 60_000 },
  });
});

test('flags come before the file, and the rest of it stays', async () => {
  await write('vdi-conformance.config.json');
  expect(
    await configOf('--client-statements', 'kit', '--client-devices', '2', '--', './c', '{set}'),
  ).toMatchObject({
    command: [literally(folder.at('c')), '{set}'],
    statements: 'kit',
    maxDevices: 2,
    limits: { endMs: 7 },
  });
});

test('a file that is named comes before the one in the folder; what the flags replace need not be right in it', async () => {
  await write('vdi-conformance.config.json', {});
  await write('other.json', { ...FILE, maxDevices: 'many', success: { exitCodes: [3] } });
  expect(await configOf('--config', 'other.json', '--client-devices', '1')).toMatchObject({
    maxDevices: 1,
    success: { exitCodes: [3] },
  });
});

test('a path that was typed starts where it was typed, also beside a file that lies elsewhere', async () => {
  await mkdir(folder.at('below'));
  await write('below/other.json', { ...FILE, cwd: '.' });
  expect(await configOf('--config', 'below/other.json', '--', './c')).toMatchObject({
    command: [literally(folder.at('c'))],
    cwd: literally(folder.at('below')),
  });
});

describe('refused', () => {
  test.each([
    [[], 'CLIENT_CONFIG_MISSING'],
    [['--client-devices', '1'], 'CLIENT_CONFIG_MISSING'],
    [['--config', 'no.json', '--', 'c'], 'CLIENT_CONFIG_UNREADABLE'],
    [['--config', 'list.json'], 'CLIENT_CONFIG'],
    [['--'], 'CLIENT_CONFIG'],
    [['--', 'c', '{sett}'], 'CLIENT_CONFIG'],
  ])('%j: %s', async (args, code) => {
    await folder.write('list.json', '[]');
    await expect(configOf(...args)).rejects.toMatchObject({ name: 'UsageError', code });
  });

  test.each([
    ['--client-devices', '0'],
    ['--client-devices', '65'],
    ['--client-devices', '1.5'],
    ['--client-statements', 'both'],
  ])('%s %s', (...args) => {
    expect(() => flags(...args)).toThrow(
      expect.objectContaining({ code: 'commander.invalidArgument' }) as Error,
    );
  });
});
