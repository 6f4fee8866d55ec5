import { spawnSync } from 'node:child_process';
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import { ruleById } from '../../specs/rules/catalogue.js';
import { textsOf } from '../../specs/rules/texts/rule-texts.js';
import { OwnTemporaryFolder } from '../targets/testing/own-temporary-folder.js';
import { LANG_VARIABLE } from './lang-option.js';
import { run } from './program.js';
import { FAKE_CLI } from './testing/fake-cli.js';
import { installedWorld } from './world.js';

afterEach(() => vi.unstubAllEnvs());

/** What the command line says where the environment has this of a language. */
async function cli(
  args: readonly string[],
  lang?: string,
): Promise<{ code: number; out: string; err: string }> {
  vi.stubEnv(LANG_VARIABLE, lang);
  let out = '';
  let err = '';
  const code = await run(args, installedWorld(), {
    stdout: { write: (text) => (out += text) },
    stderr: { write: (text) => (err += text) },
  });
  return { code, out, err };
}

const RULE = ruleById('CLOSE-04');
const said = (locale: 'en' | 'it'): string => textsOf(RULE, locale).statement;

describe('the language of what people read', () => {
  test.each([
    ['is English', [], undefined, said('en')],
    ['is the one that is asked for', ['--lang', 'it'], undefined, said('it')],
    ['may be asked for in capitals', ['--lang', 'IT'], undefined, said('it')],
    ['is that of the environment', [], 'it', said('it')],
    ['is asked for before that of the environment', ['--lang', 'en'], 'it', said('en')],
    ['is English where the environment has it empty', [], '', said('en')],
  ] as const)('%s', async (_, args, lang, statement) => {
    const { code, out } = await cli(['rules', 'CLOSE-04', ...args], lang);
    expect(code).toBe(0);
    expect(out).toContain(`  ${statement}\n`);
  });

  test.each([
    [['rules', '--lang', 'de'], undefined],
    [['certify'], 'de'],
    [['merge', '.'], 'xx'],
    [['verify', 'certificate.json', '--lang', 'de'], undefined],
    [['docs', 'check', '--docs', '.'], 'de'],
  ] as const)('%j with %s in the environment is refused: there is no such one', async (args, lang) => {
    const { code, out, err } = await cli(args, lang);
    expect(code).toBe(2);
    expect(out).toBe('');
    expect(err).toMatch(/must be one of en, ru, fr, it\./i);
  });

  test('what programs read is English', async () => {
    const { out } = await cli(['rules', 'CLOSE-04', '--json', '--lang', 'it']);
    expect(out).toBe((await cli(['rules', 'CLOSE-04', '--json'])).out);
  });
});

describe('of a run', () => {
  let own: OwnTemporaryFolder;
  beforeAll(async () => {
    own = await OwnTemporaryFolder.make();
  });
  afterAll(() => own.remove());

  test('the terminal speaks it, and the documents for programs are English', async () => {
    const out = path.join(own.path, 'out');
    const { status, stdout } = spawnSync(process.execPath, [FAKE_CLI, 'certify', '--out', out], {
      env: { PATH: process.env['PATH'], FAKE_SPECS: '{"CLOSE-04":"fail"}', [LANG_VARIABLE]: 'it' },
      encoding: 'utf8',
    });
    expect(status).toBe(1);
    expect(stdout).toMatch(/5 regole: 4 pass, 1 fail in /);
    expect(stdout).toContain(`requisito:      ${said('it')}\n`);
    expect(await readFile(path.join(out, 'summary.md'), 'utf8')).toContain('Rapporto di conformità VDI');
    const results = (await readdir(path.join(out, 'allure-results'))).map((name) =>
      path.join('allure-results', name),
    );
    const read = (name: string): Promise<string> => readFile(path.join(out, name), 'utf8');
    const written = (await Promise.all(['run.json', 'junit.xml', ...results].map(read))).join('\n');
    expect(written).toContain(`requirement: ${said('en')}`);
    expect(written).not.toMatch(/requisito|dispositivi/);
  });
});
