import { mkdir, readdir, writeFile } from 'node:fs/promises';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { literally } from './placeholders.js';
import { removedAfterwards, type Folder } from './testing/folder.js';
import { findConfig, loadConfig } from './load-config.js';

let folder: Folder;
beforeEach(async () => {
  folder = await removedAfterwards();
});
afterEach(() => folder.remove());

const IMPORTED = "import { defineConfig } from 'vdi-conformance/config';\n";
const COMMAND = "command: ['./my-client', '{set}']";
const TYPED = `${IMPORTED}const who: string = 'client';\nexport default defineConfig({ ${COMMAND}, statements: who as 'client' });\n`;
const PLAIN = `${IMPORTED}export default defineConfig({ ${COMMAND}, statements: 'client' });\n`;

describe('a configuration is loaded', () => {
  // A vendor's package.json may say either, or nothing, of what .ts and .js are.
  describe.each([['module'], ['commonjs'], [undefined]])('beside type %s', (type) => {
    test.each([
      ['ts', TYPED],
      ['mts', TYPED],
      ['js', PLAIN],
      ['mjs', PLAIN],
      ['json', '\uFEFF{ "command": ["./my-client", "{set}"], "statements": "client" }'],
    ])('.%s', async (ending, text) => {
      await folder.write('package.json', JSON.stringify({ type }));
      await folder.write(`vdi-conformance.config.${ending}`, text);
      const before = await readdir(folder.path);
      const found = findConfig(folder.path);
      expect(found).toBe(folder.at(`vdi-conformance.config.${ending}`));
      expect(await loadConfig(found, folder.path)).toMatchObject({
        command: [literally(folder.at('my-client')), '{set}'],
        cwd: literally(folder.path),
        statements: 'client',
      });
      expect(await readdir(folder.path)).toEqual(before);
    });
  });

  test.each([
    ['module.exports', 'commonjs', "module.exports = { command: ['c'] };"],
    ['a promise', 'module', "export default Promise.resolve({ command: ['c'] });"],
    ['what it awaits', 'module', "await null; export default { command: ['c'] };"],
    ['a file beside it', 'module', "import { command } from './words.js'; export default { command };"],
  ])('from %s', async (_, type, text) => {
    await folder.write('package.json', JSON.stringify({ type }));
    await folder.write('words.ts', "export const command: string[] = ['c'];");
    await folder.write('a.js', text);
    expect((await loadConfig('a.js', folder.path)).command).toEqual(['c']);
  });

  test('as it is now, not as it was when it was loaded first', async () => {
    for (const command of ['a', 'b']) {
      await folder.write('a.ts', `export default { command: ['${command}'] };`);
      expect((await loadConfig('a.ts', folder.path)).command).toEqual([command]);
    }
  });

  test('and nothing is kept of it anywhere', async () => {
    await mkdir(folder.at('tmp'));
    await folder.write('a.ts', "export default { command: ['c'] as string[] };");
    vi.stubEnv('TMPDIR', folder.at('tmp'));
    try {
      await loadConfig('a.ts', folder.path);
    } finally {
      vi.unstubAllEnvs();
    }
    expect(await readdir(folder.path, { recursive: true })).toEqual(['a.ts', 'tmp']);
  });

  test('and the paths in it start in its folder, wherever it was named from', async () => {
    await mkdir(folder.at('below'));
    await folder.write('below/c.json', JSON.stringify({ command: ['./c'], cwd: '..' }));
    expect(await loadConfig('below/c.json', folder.path)).toMatchObject({
      command: [literally(folder.at('below', 'c'))],
      cwd: literally(folder.path),
    });
  });
});

describe('refused', () => {
  test.each([
    ['a.json', '{ "command": [', 'a.json: it is no JSON'],
    ['a.ts', 'export default {', 'a.ts: it cannot be loaded'],
    ['a.ts', "throw new Error('planted');", 'a.ts: it cannot be loaded'],
    ['a.js', "export const config = { command: ['c'] };", 'a.js: it cannot be loaded'],
    ['a.yaml', 'command: [c]', 'a.yaml: its name has to end with .ts, .mts, .js, .mjs, .json'],
  ])('%s with %s', async (name, text, why) => {
    await writeFile(folder.at(name), text);
    await expect(loadConfig(name, folder.path)).rejects.toMatchObject({
      name: 'UsageError',
      code: 'CLIENT_CONFIG_UNREADABLE',
      message: why,
    });
  });

  test('with the cause', async () => {
    await folder.write('a.ts', "throw new Error('planted');");
    await folder.write('b.ts', 'export const command = 1;\nconst x = ;');
    await folder.write('c.ts', 'export const config = {};');
    const causeOf = (name: string) =>
      loadConfig(name, folder.path).catch((error: unknown) => (error as Error).cause);
    expect(await causeOf('a.ts')).toMatchObject({ message: 'planted' });
    expect(await causeOf('b.ts')).toMatchObject({ message: expect.stringMatching(/b\.ts.*2/s) as string });
    expect(await causeOf('c.ts')).toMatchObject({
      message: expect.stringContaining('no default export') as string,
    });
  });

  test('a field that is wrong, with the name of the file', async () => {
    await folder.write('a.ts', 'export default { command: "./c" };');
    await expect(loadConfig('a.ts', folder.path)).rejects.toMatchObject({
      code: 'CLIENT_CONFIG',
      message: expect.stringMatching(/^a\.ts: command: no shell is used/) as string,
    });
  });

  test('a file that is not there, and a folder', async () => {
    await expect(loadConfig('no.ts', folder.path)).rejects.toThrow('no.ts: there is no such file');
    await mkdir(folder.at('d.ts'));
    await expect(loadConfig('d.ts', folder.path)).rejects.toThrow('d.ts: it is no file');
  });
});

test('none, or several, are not guessed at', async () => {
  const code = (expected: string) => expect.objectContaining({ code: expected }) as Error;
  expect(() => findConfig(folder.path)).toThrow(code('CLIENT_CONFIG_MISSING'));
  await folder.write('vdi-conformance.config.ts', '');
  await folder.write('vdi-conformance.config.json', '');
  expect(() => findConfig(folder.path)).toThrow(code('CLIENT_CONFIG_AMBIGUOUS'));
  expect(() => findConfig(folder.path)).toThrow('vdi-conformance.config.ts and vdi-conformance.config.json');
});
