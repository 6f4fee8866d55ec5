import { createHash } from 'node:crypto';
import { mkdir } from 'node:fs/promises';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { removedAfterwards, type Folder } from '../client-program/testing/folder.js';
import { literally } from '../client-program/placeholders.js';
import type { ProgramFile } from '../history/program-events.js';
import { clientFiles } from './client-files.js';

let folder: Folder;
beforeEach(async () => {
  folder = await removedAfterwards();
  await folder.write('main.js', 'main');
  await folder.write('a {set}', 'braces');
  await mkdir(folder.at('bin'));
  await folder.write('bin/node', 'interpreter');
});
afterEach(() => folder.remove());

const HERE = { outside: (file: string) => file } as const;
const digest = (text: string): string => createHash('sha256').update(text).digest('hex');
const MAIN = { file: 'main.js', sha256: digest('main') };

/** The files besides the program, of a command with these arguments. */
async function named(args: readonly string[], cwd: string | null = literally(folder.path)) {
  const [, ...files] = await clientFiles(HERE, { command: ['/x', ...args], cwd });
  return files;
}

test.each<[string[], ProgramFile[]]>([
  [['main.js', '--set', '{set}'], [MAIN]],
  [['./bin/../main.js', 'main.js'], [MAIN]],
  [
    ['--script=main.js', '-s:bin/node'],
    [MAIN, { file: 'node', sha256: digest('interpreter') }],
  ],
  [['a {{set}}'], [{ file: 'a {set}', sha256: digest('braces') }]],
])('of the arguments %j these name files of the client', async (args, files) => {
  expect(await named(args)).toEqual(files);
});

test.each([
  ['a placeholder', ['{file}', 'main{set}.js', 'a {set}']],
  ['no file', ['secret', '--token=secret', '', '--', 'x'.repeat(5_000), 'main.js/x']],
  ['a folder', ['bin', '.', '--in=bin']],
  ['a device', ['/dev/full']],
])('%s is none', async (_, args) => {
  expect(await named(args)).toEqual([]);
});

test('where it is started from decides, and is not always known', async () => {
  expect(await named(['main.js'], literally(folder.at('bin')))).toEqual([]);
  for (const cwd of [null, '{direction}']) {
    expect(await named(['main.js'], cwd)).toEqual([]);
    expect(await named([literally(folder.at('main.js'))], cwd)).toEqual([MAIN]);
  }
});

test('a path of Wine is one of this machine', async () => {
  const wine = { outside: (file: string) => file.replaceAll('\\', '/') } as const;
  await folder.write('bin/main.py', 'python');
  const config = { command: ['/x', 'bin\\main.py'], cwd: literally(folder.path) };
  expect(await clientFiles(wine, config)).toMatchObject([{}, { file: 'main.py', sha256: digest('python') }]);
});

test('the program is known by its file, if it is named by a path', async () => {
  const program = async (word: string) => (await clientFiles(HERE, { command: [word], cwd: null }))[0];
  expect(await program(literally(folder.at('bin/node')))).toEqual({
    file: 'node',
    sha256: digest('interpreter'),
  });
  expect(await program(literally(folder.at('none')))).toEqual({ file: 'none', sha256: null });
  expect(await program('{library}/../my-client')).toEqual({ file: 'my-client', sha256: null });
  // There is such a file where the tests are run.
  expect(await program('package.json')).toEqual({ file: 'package.json', sha256: null });
});
