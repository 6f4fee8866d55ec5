import { Command } from 'commander';
import { expect, test } from 'vitest';
import { addContainerOptions, containerSettingsOf, type ContainerFlags } from './container-options.js';

function parsed(...args: string[]): ReturnType<typeof containerSettingsOf> {
  const command = addContainerOptions(new Command())
    .exitOverride()
    .configureOutput({ writeErr: () => undefined });
  return containerSettingsOf(command.parse(args, { from: 'user' }).opts<ContainerFlags>());
}

test('the flags are the settings', () => {
  const flags = '--accept-eula --sql-version 2019 --sql-edition Express --windows ltsc2019';
  const more = '--isolation hyperv --container-memory 3 --sql-media https://example.org/setup.exe';
  expect(parsed(...flags.split(' '), ...more.split(' '))).toEqual({
    image: 'sql-server',
    acceptEula: true,
    sqlVersion: '2019',
    sqlEdition: 'Express',
    sqlMedia: 'https://example.org/setup.exe',
    windows: 'ltsc2019',
    isolation: 'hyperv',
    memoryGb: 3,
  });
});

test.each([
  [['--container-memory', '1'], 'CONTAINER_SETTINGS'],
  [['--container-memory', 'much'], 'CONTAINER_SETTINGS'],
  [['--sql-media', 'setup.exe'], 'CONTAINER_SETTINGS'],
  [['--sql-version', '2012'], 'commander.invalidArgument'],
  [['--container-image', 'other'], 'commander.invalidArgument'],
])('%j is refused', (args, code) => {
  expect(() => parsed(...args)).toThrow(expect.objectContaining({ code }) as Error);
});
