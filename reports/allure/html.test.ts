import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { writeAllureHtml } from './html.js';

let own: string;
beforeEach(async () => {
  own = await mkdtemp(path.join(tmpdir(), 'vdi-conformance-test-'));
});
afterEach(() => rm(own, { recursive: true }));

/** The page of a run with these statuses of tests. */
async function pageOf(statuses: Readonly<Record<string, string>>, history?: string): Promise<string> {
  const results = path.join(own, 'allure-results');
  await rm(results, { recursive: true, force: true });
  await mkdir(results);
  for (const [name, status] of Object.entries(statuses)) {
    const result = { uuid: name, name, fullName: name, status, statusDetails: { message: 'm' } };
    await writeFile(path.join(results, `${name}-result.json`), JSON.stringify(result));
  }
  return readFile(
    await writeAllureHtml(results, path.join(own, 'allure-report'), 'a name', { history }),
    'utf8',
  );
}

/** The files of this name that are embedded in a page, as Allure embeds them. */
function embedded(page: string, name: string): string[] {
  const files = page.matchAll(new RegExp(`d\\("${name}","([^"]*)"`, 'g'));
  return [...files].map(([, data = '']) => Buffer.from(data, 'base64').toString('utf8'));
}

test('the page sorts what did not pass into the categories of the kit, not of Allure', async () => {
  const page = await pageOf({ 'CLOSE-01': 'failed', 'CLOSE-02': 'broken' });
  const [categories = ''] = embedded(page, 'widgets/categories.json');
  const { nodes } = JSON.parse(categories) as { nodes: Record<string, { type: string; name: string }> };
  const names = Object.values(nodes).flatMap(({ type, name }) => (type === 'category' ? [name] : []));
  expect(names.sort()).toEqual(['Inconclusive: not certified', 'Not conformant']);
}, 120_000);

test('the page shows the runs that are in the history, to which its own is added', async () => {
  const history = path.join(own, 'new', 'history.jsonl');
  await pageOf({ 'CLOSE-01': 'failed' }, history);
  const page = await pageOf({ 'CLOSE-01': 'passed' }, history);
  const [result = ''] = embedded(page, 'data/test-results/[0-9a-f]+.json');
  expect(JSON.parse(result)).toMatchObject({ status: 'passed', history: [{ status: 'failed' }] });
  expect((await readFile(history, 'utf8')).trim().split('\n')).toHaveLength(2);
  expect(page).not.toContain(own);
}, 120_000);
