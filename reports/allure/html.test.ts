import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, test } from 'vitest';
import { writeAllureHtml } from './html.js';

/** A file that is embedded in a page of one file, as Allure embeds them. */
function embedded(page: string, name: string): unknown {
  const [, data = ''] = new RegExp(`d\\("${name}","([^"]*)"`).exec(page) ?? [];
  return JSON.parse(Buffer.from(data, 'base64').toString('utf8'));
}

test('the page sorts what did not pass into the categories of the kit, not of Allure', async () => {
  const own = await mkdtemp(path.join(tmpdir(), 'vdi-conformance-test-'));
  try {
    const results = path.join(own, 'allure-results');
    await mkdir(results);
    for (const [name, status] of [
      ['CLOSE-01', 'failed'],
      ['CLOSE-02', 'broken'],
    ]) {
      const result = { uuid: name, name, fullName: name, status, statusDetails: { message: 'm' } };
      await writeFile(path.join(results, `${name}-result.json`), JSON.stringify(result));
    }
    const written = await writeAllureHtml(results, path.join(own, 'allure-report'), 'a name');
    const { nodes } = embedded(await readFile(written, 'utf8'), 'widgets/categories.json') as {
      nodes: Record<string, { type: string; name: string }>;
    };
    const names = Object.values(nodes).flatMap(({ type, name }) => (type === 'category' ? [name] : []));
    expect(names.sort()).toEqual(['Inconclusive: not certified', 'Not conformant']);
  } finally {
    await rm(own, { recursive: true });
  }
}, 60_000);
