import { expect, test } from 'vitest';
import { isAt, publishedOn } from './engine.js';

test.each([
  ['an engine of this machine: its loopback alone', 'linux', 'localhost', undefined, '127.0.0.1'],
  ['one that DOCKER_HOST names on this machine', 'linux', '127.0.0.1', 'tcp://127.0.0.1:2375', '127.0.0.1'],
  [
    'one of the machine that this container runs on: the way there',
    'linux',
    '172.17.0.1',
    undefined,
    '172.17.0.1',
  ],
  ['the same by its name', 'linux', '172.17.0.1', 'unix:///var/run/docker.sock', '172.17.0.1'],
  ['one of another machine: it cannot be reached otherwise', 'linux', 'other', 'tcp://other:2376', ''],
  ['one for Windows, which takes no address', 'windows', 'localhost', undefined, ''],
])('publishes on %s', (_, os, host, dockerHost, address) => {
  expect(publishedOn({ os, host }, dockerHost)).toBe(address);
});

test('an engine that answers in the place of the one that DOCKER_HOST names is another', () => {
  const socket = { socketPath: '/var/run/docker.sock' };
  expect(isAt(socket, undefined)).toBe(true);
  expect(isAt(socket, 'unix:///var/run/docker.sock')).toBe(true);
  expect(isAt(socket, 'unix:///nonexistent')).toBe(false);
  expect(isAt(socket, 'tcp://windows-host:2376')).toBe(false);
  expect(isAt({ host: 'windows-host' }, 'tcp://windows-host:2376')).toBe(true);
  expect(isAt({ socketPath: '//./pipe/docker_engine' }, 'npipe:////./pipe/docker_engine')).toBe(true);
  expect(isAt(socket, 'nonsense')).toBe(false);
});
