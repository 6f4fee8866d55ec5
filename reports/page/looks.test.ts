import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import axe from 'axe-core';
import type { Page } from 'playwright-core';
import { beforeAll, describe, expect, test } from 'vitest';
import { LOCALES } from '../../specs/rules/rule.js';
import { openerOfTests } from './testing/browser.js';
import { failed, inconclusive, pageOf, passed } from './testing/made-runs.js';

/** What a page of each verdict looks like in a browser, to people who see it and to those who do not. */

const SCREENSHOTS = path.join(import.meta.dirname, '..', '..', 'dist', 'screenshots');
const opener = openerOfTests();
beforeAll(() => mkdir(SCREENSHOTS, { recursive: true }));

const RUNS = { passed: pageOf(passed()), failed: pageOf(failed()), inconclusive: pageOf(inconclusive()) };
const VERDICTS = { passed: 'Conformant', failed: 'Not conformant', inconclusive: 'Inconclusive' };

interface Violation {
  readonly id: string;
  readonly nodes: readonly { readonly html: string; readonly failureSummary: string }[];
}

/** What axe finds wrong with the page as it is shown. */
async function violations(page: Page): Promise<string[]> {
  await page.evaluate(axe.source);
  const found = await page.evaluate<readonly Violation[]>('axe.run().then((results) => results.violations)');
  return found.flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.html}: ${node.failureSummary}`));
}

describe.each(Object.keys(RUNS) as (keyof typeof RUNS)[])('the page of a run that %s', (name) => {
  test.each(['light', 'dark'] as const)(
    'shows its verdict in %s, and complains of nothing',
    async (scheme) => {
      await using opened = await opener.open(RUNS[name], '', { colorScheme: scheme });
      const { page, complaints } = opened;
      const blank = await page.context().newPage();
      const nothing = await blank.screenshot();
      const file = path.join(SCREENSHOTS, `${name}-${scheme}.png`);
      const picture = await page.screenshot({ path: file, fullPage: true });
      expect(picture.length).toBeGreaterThan(10 * nothing.length);
      expect(await page.getByRole('heading', { level: 2 }).first().textContent()).toBe(VERDICTS[name]);
      expect(complaints).toEqual([]);
    },
  );

  // Russian has the longest words.
  test.each(['', '?lang=ru'])('is no wider than a telephone (%s)', async (query) => {
    await using opened = await opener.open(RUNS[name], query, { viewport: { width: 360, height: 640 } });
    await opened.page.locator('.open-all').click();
    expect(await opened.page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(360);
  });
});

describe.each(['light', 'dark'] as const)('in %s axe finds nothing wrong with', (colorScheme) => {
  // The page of a failure has all that a page can have but a trend and problems, which the others have.
  test.each([
    ...LOCALES.map((locale) => ['failed', locale] as const),
    ['passed', 'en'] as const,
    ['inconclusive', 'en'] as const,
  ])('the page of a run that %s, in %s', { timeout: 180_000 }, async (name, locale) => {
    await using opened = await opener.open(RUNS[name], `?lang=${locale}`, { colorScheme });
    await opened.page.locator('.open-all').click();
    expect(await violations(opened.page)).toEqual([]);
  });
});

test('axe does find what is wrong', { timeout: 180_000 }, async () => {
  const wrong = RUNS.passed.replace('<html lang="en">', '<html>').replace(/<style>[^]*?<\/style>/, '');
  await using opened = await opener.open(wrong.replaceAll('<script', '<template'), '');
  expect((await violations(opened.page)).join()).toContain('html-has-lang');
});
