import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { loadConfig } from '../client-program/load-config.js';
import { literally } from '../client-program/placeholders.js';
import { removedAfterwards, type Folder } from '../client-program/testing/folder.js';
import type { Questions } from './init/questions.js';
import { run } from './program.js';
import { installedWorld } from './world.js';

let folder: Folder;
beforeEach(async () => {
  folder = await removedAfterwards();
});
afterEach(() => folder.remove());

/** Runs the command in the test's folder; with answers, somebody gives them. */
async function init(args: readonly string[], answers?: readonly string[]) {
  let stdout = '';
  let stderr = '';
  const asked: string[] = [];
  let closed = 0;
  const left = [...(answers ?? [])];
  const questions: Questions = {
    ask: async (question) => {
      asked.push(question);
      const answer = left.shift();
      if (answer === undefined) throw new Error(`nobody answers ${question}`);
      return answer;
    },
    close: () => {
      closed++;
    },
  };
  const code = await run(['init', ...args], installedWorld(), {
    stdout: { write: (text: string) => ((stdout += text), true) },
    stderr: { write: (text: string) => ((stderr += text), true) },
    cwd: folder.path,
    ...(answers === undefined ? {} : { questions: () => questions }),
  });
  return { code, stdout, stderr, asked, closed, left };
}

const COMMAND = ['--', './my-client', '--set', '{set}', '--devices={devices}', '{file}', '{direction}'];
const written = (name = 'vdi-conformance.config.ts') => loadConfig(name, folder.path);

describe.each(['ts', 'js', 'json'])('as %s', (format) => {
  test('writes what the flags say, and says what comes next', async () => {
    const { code, stdout, stderr } = await init([
      ...['--format', format, '--client-statements', 'client', '--client-devices', '3', '--cwd', 'build'],
      ...['--env', 'A=b=c', '--env', "D=it's", '--exit-code', '0', '--exit-code', '3'],
      ...[
        '--output-pattern',
        '^do"ne$',
        '--end-ms',
        '5',
        '--run-ms',
        '6',
        '--cannot-restore',
        'it never does',
      ],
      ...COMMAND,
    ]);
    const name = `vdi-conformance.config.${format}`;
    expect([code, stderr]).toEqual([0, '']);
    expect(stdout).toContain(`${name} was written, and checked\n`);
    expect(stdout).toContain("note: statements is 'client', and without {server} and {port}");
    expect(stdout).toMatch(/next: npx vdi-conformance certify --subject client\n$/);
    expect(await written(name)).toEqual({
      command: [literally(folder.at('my-client')), ...COMMAND.slice(2)],
      cwd: literally(folder.at('build')),
      env: { A: 'b=c', D: "it's" },
      statements: 'client',
      success: { exitCodes: [0, 3], output: '^do"ne$' },
      maxDevices: 3,
      limits: { endMs: 5, runMs: 6 },
      cannot: { restore: 'it never does' },
    });
    expect(await readdir(folder.path)).toEqual([name]);
  });
});

test('asks in a terminal, and again for what means nothing', async () => {
  const answers = ['', './c', '{set}', '', 'kitt', 'client', '65', '1', 'it never does'];
  const { code, asked, closed, left } = await init([], answers);
  expect([code, closed, left]).toEqual([0, 1, []]);
  expect(asked).toHaveLength(answers.length);
  expect(await written()).toMatchObject({
    command: [literally(folder.at('c')), '{set}'],
    statements: 'client',
    maxDevices: 1,
    cannot: { restore: 'it never does' },
  });
});

test('asks for nothing that flags say; an empty answer is what is usual', async () => {
  const flags = ['--client-statements', 'kit', '--cannot-restore', 'it never does', '--exit-code', '9'];
  const { code, left } = await init(flags, ['c', '{device-count}', '', '']);
  expect([code, left]).toEqual([0, []]);
  expect(await written()).toMatchObject({
    statements: 'kit',
    maxDevices: 64,
    success: { exitCodes: [9] },
    cannot: { restore: 'it never does' },
  });
});

test('asks for nothing when there is a command', async () => {
  const { code, asked } = await init(COMMAND, []);
  expect([code, asked]).toEqual([0, []]);
});

describe('refused, with nothing written', () => {
  test.each([
    [[], 'CLIENT_COMMAND_MISSING'],
    [['./my-client'], 'too many arguments'],
    [['--'], 'command: it is empty'],
    [['--', 'c', '{sett}'], '{sett} in "{sett}" is no placeholder'],
    [['--exit-code', 'x', ...COMMAND], 'success.exitCodes.0: '],
    [['--end-ms', 'soon', ...COMMAND], 'limits.endMs: '],
    [['--output-pattern', '(', ...COMMAND], 'success.output: this is no regular expression'],
    [['--env', 'A', ...COMMAND], 'NAME=VALUE is needed'],
    [['--client-devices', '2', '--cannot-several-devices', 'x', ...COMMAND], 'it contradicts'],
    [['--format', 'yaml', ...COMMAND], 'Allowed choices are ts, js, json'],
  ])('%j', async (args, why) => {
    const { code, stdout, stderr } = await init(args);
    expect([code, stdout]).toEqual([2, '']);
    expect(stderr).toContain(why);
    expect(await readdir(folder.path)).toEqual([]);
  });

  test('when nobody answers any more; what was opened to ask is closed', async () => {
    const { code, closed } = await init([], ['c']);
    expect([code, closed]).toEqual([4, 1]);
    expect(await readdir(folder.path)).toEqual([]);
  });
});

describe('what is there', () => {
  test('is written over with --force only', async () => {
    const file = folder.at('vdi-conformance.config.ts');
    await folder.write(path.basename(file), '// mine');
    const { code, stderr } = await init(COMMAND);
    expect(code).toBe(2);
    expect(stderr).toMatch(/there is a vdi-conformance\.config\.ts already .*\n.*--force/);
    expect(await readFile(file, 'utf8')).toBe('// mine');
    expect((await init(['--force', ...COMMAND])).code).toBe(0);
    expect((await written()).command).toContain('{set}');
  });

  test('stays when the new one would be wrong', async () => {
    const file = folder.at('vdi-conformance.config.ts');
    await folder.write(path.basename(file), '// mine');
    expect((await init(['--force', '--', 'c', '{x}'])).code).toBe(2);
    expect(await readFile(file, 'utf8')).toBe('// mine');
  });

  test('with another ending keeps a second one from being written', async () => {
    await folder.write('vdi-conformance.config.mjs', '// mine');
    const { code, stderr } = await init(['--force', ...COMMAND]);
    expect(code).toBe(2);
    expect(stderr).toContain('there is a vdi-conformance.config.mjs already');
    expect(await readdir(folder.path)).toEqual(['vdi-conformance.config.mjs']);
  });
});
