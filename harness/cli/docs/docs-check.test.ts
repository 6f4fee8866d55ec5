import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { documentationCheckSchema } from '../../../specs/documentation/documentation-check.js';
import { KETTLE_RECORD, kettleIn } from '../../../specs/documentation/testing/kettle-record.js';
import { LOCALES } from '../../../specs/rules/rule.js';
import { checkDocs, type DocsCheckFlags } from './check-command.js';

const NAME = 'iservervirtualdeviceset2-close.md';
const IN_REPOSITORY = `docs/relational-databases/backup-restore/vdi-reference/${NAME}`;

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'vdi-docs [é] '));
});
afterEach(() => rm(folder, { recursive: true }));

async function put(file: string, content: string | Uint8Array): Promise<void> {
  await mkdir(path.dirname(path.join(folder, file)), { recursive: true });
  await writeFile(path.join(folder, file), content);
}

async function putAll(): Promise<void> {
  for (const locale of LOCALES) await put(`kettle/${locale}.md`, kettleIn(locale));
}

async function docs(flags: Partial<DocsCheckFlags> = {}) {
  let said = '';
  const out = { write: (text: string) => (said += text) };
  const world = { kit: { name: 'kit', version: '1' }, record: KETTLE_RECORD };
  const code = await checkDocs({ docs: folder, locale: [], json: false, lang: 'en', ...flags }, world, out);
  return { code, said };
}

async function document(flags: Partial<DocsCheckFlags> = {}) {
  const { code, said } = await docs({ ...flags, json: true });
  return { code, check: documentationCheckSchema.parse(JSON.parse(said)) };
}

describe('finds the pages', () => {
  test('as loose files that are named by their language', async () => {
    await putAll();
    const { code, said } = await docs();
    expect(code).toBe(0);
    expect(said).toMatch(/\neverything is accounted for\n$/);
    expect(said).not.toContain(folder);
  });

  test('in checkouts, one of each language, whose pages or folders say which', async () => {
    await put(`sql-docs/${IN_REPOSITORY}`, kettleIn('en'));
    await put(`sql-docs.ru-ru/${IN_REPOSITORY}`, kettleIn('ru').replace(/ms\.contentlocale.*\n/, ''));
    await put(`third/${IN_REPOSITORY}`, kettleIn('fr'));
    await put(`it-it/${IN_REPOSITORY}`, kettleIn('it').replace(/ms\.contentlocale.*\n/, ''));
    await put(`sql-docs.de-de/${IN_REPOSITORY}`, kettleIn('en'));
    await put(`sql-docs/.git/${NAME}`, 'no page');
    const { code, check } = await document();
    expect(code).toBe(0);
    expect(check.pages.map(({ locale }) => locale).sort()).toEqual([...LOCALES].sort());
    expect(check.leftOut).toEqual([{ file: `sql-docs.de-de/${IN_REPOSITORY}`, language: 'de-de' }]);
  });

  test('and no others: not in a link to a folder, nor in a file that is named so by chance', async () => {
    await putAll();
    await symlink(folder, path.join(folder, 'again'));
    await put('en.md', '# Something else\n\nNo page.');
    await put('fr.txt', new Uint8Array([0, 255, 254]));
    await put('it.md', 'x'.repeat(2 * 1024 * 1024));
    expect((await document()).check.pages).toHaveLength(4);
  });
});

describe('is never green', () => {
  test('where there is no page, in no language that was asked for, or no folder', async () => {
    await expect(docs()).rejects.toMatchObject({ code: 'DOCS_NO_PAGE' });
    await put('en.md', kettleIn('en'));
    await expect(docs({ locale: ['ru'] })).rejects.toMatchObject({ code: 'DOCS_NO_PAGE' });
    const nowhere = path.join(folder, 'nowhere');
    await expect(docs({ docs: nowhere })).rejects.toMatchObject({ code: 'DOCS_NO_FOLDER' });
    await expect(docs({ against: nowhere })).rejects.toMatchObject({ code: 'DOCS_NO_FOLDER' });
  });

  test.each([
    ['binary', new Uint8Array([0x23, 0x20, 0, 0xff])],
    ['too large', new Uint8Array(2 * 1024 * 1024).fill(0x78)],
    ['nested too deep', new TextEncoder().encode('>'.repeat(5000))],
  ])('where a page by its name is %s', async (_, content) => {
    await putAll();
    await put(NAME, content);
    await expect(docs()).rejects.toMatchObject({ code: 'DOCS_PAGE_UNREADABLE' });
  });

  test.each([
    ['empty', ''],
    ['cut before its title', 'lid should be shut.'],
  ])('where a file that is named by a language, beside the pages, is %s', async (_, content) => {
    await putAll();
    await put('kettle/en.page-text.txt', content);
    await expect(docs()).rejects.toMatchObject({
      code: 'DOCS_PAGE_UNREADABLE',
      message: expect.stringMatching(/^kettle\/en\.page-text\.txt /) as string,
    });
  });

  test('where a language is missing, unless it was not asked for', async () => {
    await put('en.md', kettleIn('en'));
    const { code, said } = await docs();
    expect(code).toBe(1);
    expect(said).toContain('iservervirtualdeviceset2-close, ru: there is no such page here');
    expect(said).toContain('--locale');
    expect((await docs({ locale: ['en'] })).code).toBe(0);
  });
});

test('tells a person what changed, what rests on it, and what is to be done; and steers no terminal', async () => {
  await putAll();
  const evil = '\u001b[2J\u202E';
  await put(
    'kettle/ru.md',
    kettleIn('ru')
      .replace('lid should', 'lid must')
      .replace(' An empty kettle-ru gets hot.', ` Mind${evil} it.`),
  );
  const { code, said } = await docs();
  expect(code).toBe(1);
  expect(said).toContain(
    'kettle/ru.md: Remarks, paragraph 1, sentence 3\n    The lid [-(1 word)-] {+must+} be shut.\n',
  );
  expect(said).toContain('rests: KETTLE-01');
  expect(said).toMatch(/Vanished: 1\n {2}to do: /);
  expect(said).toMatch(/Not accounted for: 1\n {2}to do: /);
  expect(said).toContain('Mind\uFFFD[2J\uFFFD it.');
  expect(said).toMatch(/\nnot accounted for: 1 changed, 1 vanished, 1 without rule or exemption\n$/);
  expect(said).not.toMatch(/[\u001b\u202E]/);
});

test('shows what is gone in plain from an older copy', async () => {
  await putAll();
  await put('new/en.md', kettleIn('en').replace('lid should', 'lid must'));
  const flags = {
    docs: path.join(folder, 'new'),
    against: path.join(folder, 'kettle'),
    locale: ['en'] as const,
  };
  expect((await docs(flags)).said).toContain('The lid [-should-] {+must+} be shut.');
});

test('tells it in the language that is asked for, and programs the same in each', async () => {
  await putAll();
  await put('kettle/ru.md', kettleIn('ru').replace('lid should', 'lid must'));
  const { said } = await docs({ lang: 'it' });
  expect(said).toContain('da fare: rileggere ogni frase');
  expect(said).toContain(
    'kettle/ru.md: Osservazioni, paragrafo 1, frase 3\n    The lid [-(1 parola)-] {+must+} be shut.\n',
  );
  expect(said).toMatch(/\nnon tutto è considerato: 1 cambiata\n$/);
  expect((await docs({ lang: 'it', json: true })).said).toBe((await docs({ json: true })).said);
});

describe('the commit of a checkout', () => {
  const git = (...args: string[]) =>
    promisify(execFile)('git', ['-c', 'user.name=t', '-c', 'user.email=t@t.invalid', ...args], {
      cwd: folder,
    });

  test('is stated, and whether the page is still as it is there', async () => {
    await putAll();
    await git('init', '--quiet');
    await git('add', 'kettle/en.md', 'kettle/ru.md');
    await git('commit', '--quiet', '-m', 'kettles');
    const commit = (await git('rev-parse', 'HEAD')).stdout.trim();
    await put('kettle/ru.md', `${kettleIn('ru')}\n`);
    const { check } = await document();
    const of = (locale: string) => check.pages.find((page) => page.locale === locale)?.checkout;
    expect(of('en')).toEqual({ commit, modified: false });
    expect(of('ru')).toEqual({ commit, modified: true });
    expect(of('fr')).toBeUndefined();
    expect((await docs()).said).toContain(`of commit ${commit}: kettle/en.md`);
  });
});
