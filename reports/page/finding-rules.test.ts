import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { openerOfTests } from './testing/browser.js';
import { failed, pageOf, passed } from './testing/made-runs.js';

/** Rules are found by a search and by filters, by keyboard alone, and how many are left is said. */

const opener = openerOfTests();

const FAILED = pageOf(failed());

const shown = (page: Page): Promise<string[]> =>
  page.locator('article.rule:visible .rule-id').allTextContents();
const said = (page: Page): Promise<string> => page.getByRole('status').innerText();

test('filters leave what fits all of them', async () => {
  await using opened = await opener.open(FAILED);
  const { page } = opened;
  expect(await said(page)).toBe('Rules shown: 8 of 8');
  await page.getByLabel('Verdict').selectOption('fail');
  expect(await shown(page)).toEqual(['CLOSE-04', 'CLIENT-CLOSE-05', 'CLIENT-CLOSE-23']);
  await page.getByLabel('Subject').selectOption('client');
  expect(await shown(page)).toEqual(['CLIENT-CLOSE-05', 'CLIENT-CLOSE-23']);
  await page.getByLabel('Level').selectOption('SHOULD');
  expect(await shown(page)).toEqual(['CLIENT-CLOSE-23']);
  expect(await said(page)).toBe('Rules shown: 1 of 8');
  // A heading without rules says nothing.
  expect(await page.locator('section.of-rules:visible').count()).toBe(1);
});

test('by keyboard alone: past the heading, a word, a verdict, and all again', async () => {
  await using opened = await opener.open(FAILED);
  const { page } = opened;
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  expect(new URL(page.url()).hash).toBe('#rules');
  await page.keyboard.press('Tab');
  await page.keyboard.type('HAZARD observed');
  expect(await shown(page)).toEqual(['CLOSE-06']);
  await page.keyboard.press('Tab');
  await page.keyboard.type('Fail');
  expect(await page.getByLabel('Verdict').inputValue()).toBe('fail');
  expect(await shown(page)).toEqual([]);
  expect(await page.getByText('No rule fits').isVisible()).toBe(true);
  await page.getByRole('button', { name: 'Show all rules' }).press('Enter');
  expect(await shown(page)).toHaveLength(8);
  expect(await page.getByText('No rule fits').isVisible()).toBe(false);
  expect(await said(page)).toBe('Rules shown: 8 of 8');
});

test('how many are left is said in the language that is shown', async () => {
  await using opened = await opener.open(FAILED);
  const { page } = opened;
  await page.getByLabel('Verdict').selectOption('pass');
  await page.getByRole('link', { name: 'Français' }).click();
  expect(await shown(page)).toEqual(['CLOSE-01', 'CLOSE-06']);
  expect(await said(page)).toMatch(/2\D+8/);
});

test('a link to a rule that is not shown shows it', async () => {
  await using opened = await opener.open(FAILED);
  const { page } = opened;
  await page.getByLabel('Verdict').selectOption('pass');
  await page.locator('#advice ~ p a').press('Enter');
  expect(await page.locator('#CLIENT-CLOSE-23').isVisible()).toBe(true);
});

test('what all rules have in common is no choice', async () => {
  await using opened = await opener.open(pageOf(passed()));
  expect(await opened.page.getByLabel('Verdict', { exact: true }).count()).toBe(0);
  expect(await opened.page.getByLabel('Subject', { exact: true }).count()).toBe(0);
  expect(await opened.page.getByLabel('Level').locator('option').allTextContents()).toEqual([
    'All',
    'MUST',
    'HAZARD',
  ]);
});

test('all details can be opened and closed', async () => {
  await using opened = await opener.open(FAILED);
  const { page } = opened;
  await page.getByRole('button', { name: 'Open all details' }).press('Space');
  expect(await page.locator('details:not([open])').count()).toBe(0);
  await page.getByRole('button', { name: 'Close all details' }).press('Space');
  expect(await page.locator('details[open]').count()).toBe(0);
});
