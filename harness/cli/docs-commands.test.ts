import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Command } from 'commander';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { RULES } from '../../specs/rules/catalogue.js';
import { KETTLE } from '../../specs/documentation/hand-made.js';
import { addDocsCommands } from './docs-commands.js';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'vdi-docs-'));
  await writeFile(path.join(folder, 'en.md'), KETTLE);
});
afterEach(() => rm(folder, { recursive: true }));

async function docs(...args: string[]) {
  let said = '';
  let code: number | undefined;
  const program = new Command().exitOverride().configureOutput({ writeErr: () => undefined });
  const world = { kit: { name: 'kit', version: '1' }, rules: RULES };
  addDocsCommands(program, world, { write: (text) => (said += text) }, (ended) => (code = ended));
  await program.parseAsync(['docs', ...args], { from: 'user' });
  return { said, code };
}

test('check holds pages against the record of the project', async () => {
  const { said, code } = await docs('check', '--docs', folder, '--locale', 'en', '--locale', 'ru');
  expect(code).toBe(1);
  expect(said).toContain('iservervirtualdeviceset2-close, ru: there is no such page here');
  expect(said).not.toContain('close, it:');
});

test.each([[['check']], [['fingerprint']], [['check', '--docs', '.', '--locale', 'xx']]])(
  '%j is a usage error',
  async (args) => {
    await expect(docs(...args)).rejects.toMatchObject({ exitCode: 1 });
  },
);

test('fingerprint prints lines for each data file, and no word of the page', async () => {
  const { said } = await docs('fingerprint', '--docs', folder);
  for (const file of ['sentences', 'exemptions', 'words']) expect(said).toContain(`close.${file}.ts\n`);
  expect(said).toMatch(/sentence\('Remarks', 1, 1, \{ en: '\w{16}' \}\)/);
  expect(said).not.toMatch(/kettle/i);
});
