import { describe, expect, test } from 'vitest';
import { ruleById } from '../../specs/rules/catalogue.js';
import { textsOf } from '../../specs/rules/texts/rule-texts.js';
import { REPORT_TEXTS } from '../texts/texts.js';
import { openerOfTests } from './testing/browser.js';
import { failed, HOSTILE, inconclusive, pageOf, passed } from './testing/made-runs.js';

/** How a page is read: in which language, without a script, and with what a target wrote into it. */

const opener = openerOfTests();

const PASSED = pageOf(passed());
const FAILED = pageOf(failed());

describe('its language', () => {
  test.each([
    ['?lang=ru', 'fr-FR', 'ru'],
    ['?lang=IT-ch', 'en-GB', 'it'],
    ['', 'fr-CA', 'fr'],
    ['', 'de-DE', 'en'],
    ['?lang=de', 'it-IT', 'it'],
  ] as const)(
    'of an address that ends with "%s" and a browser of %s is %s',
    async (query, locale, language) => {
      await using opened = await opener.open(PASSED, query, { locale });
      const { page } = opened;
      const texts = REPORT_TEXTS[language];
      expect(await page.locator('html').getAttribute('lang')).toBe(language);
      expect(await page.getByRole('heading', { level: 1 }).textContent()).toBe(texts.title);
      expect(await page.title()).toContain(texts.runVerdicts.conformant.name);
      const rule = page.locator('#CLOSE-02');
      const said = textsOf(ruleById('CLOSE-02'), language);
      expect(await rule.getByRole('heading').textContent()).toBe(`CLOSE-02 ${said.title}`);
      expect(await rule.locator('.statement').textContent()).toBe(said.statement);
      const site = { en: 'en-us', ru: 'ru-ru', fr: 'fr-fr', it: 'it-it' }[language];
      const link = rule.locator('.background a').first();
      expect(await link.getAttribute('href')).toMatch(
        new RegExp(`^https://learn\\.microsoft\\.com/${site}/sql/`),
      );
      // What a judge said stays as it was said.
      expect(await rule.locator('.found [lang]').first().getAttribute('lang')).toBe('en');
      expect(await page.locator('.languages [aria-current]').getAttribute('lang')).toBe(language);
    },
  );

  test('can be exchanged by keyboard, and the address says so', async () => {
    await using opened = await opener.open(PASSED);
    const { page } = opened;
    await page.getByRole('link', { name: 'English' }).focus();
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    expect(await page.locator('html').getAttribute('lang')).toBe('ru');
    expect(new URL(page.url()).search).toBe('?lang=ru');
    await page.getByRole('link', { name: 'English' }).press('Enter');
    expect(await page.getByRole('heading', { level: 1 }).textContent()).toBe(REPORT_TEXTS.en.title);
    expect(await page.locator('#CLOSE-02 .background a').first().getAttribute('href')).toContain('/en-us/');
  });
});

test('in French a no-break space stands before every colon', async () => {
  await using opened = await opener.open(FAILED, '?lang=fr');
  const texts = await opened.page
    .locator('main :is(p, li, h3, dd:not(:has(ul))):not(:lang(en), :has(:lang(en)))')
    .allTextContents();
  expect(texts.length).toBeGreaterThan(50);
  expect(texts.filter((text) => /[^\u00a0]:(\s|$)/u.test(text))).toEqual([]);
});

test('without a script it is there in English, without what would need one', async () => {
  await using opened = await opener.open(FAILED, '?lang=ru', { javaScriptEnabled: false });
  const { page } = opened;
  expect(await page.locator('html').getAttribute('lang')).toBe('en');
  expect(await page.getByText(ruleById('CLOSE-04').statement).isVisible()).toBe(true);
  expect(await page.locator('article.rule').count()).toBe(8);
  expect(await page.locator('.find').isVisible()).toBe(false);
  expect(await page.locator('.languages').isVisible()).toBe(false);
});

test('the verdict leads to the rules that were not kept, not judged, or that documents disagree on', async () => {
  await using opened = await opener.open(FAILED);
  const { page } = opened;
  const links = page.locator('.banner p:has(a)');
  expect(await links.allTextContents()).toEqual([
    'Failed: CLOSE-04, CLIENT-CLOSE-05',
    'Inconclusive: OTHER-01',
    'Documents disagree: ENGINE-CLOSE-01',
  ]);
  await links.getByRole('link', { name: 'CLIENT-CLOSE-05' }).press('Enter');
  expect(new URL(page.url()).hash).toBe('#CLIENT-CLOSE-05');
});

describe('what a target wrote', () => {
  test.each([
    ['a finding', FAILED, '#CLOSE-04 .found dd'],
    ['a problem', pageOf(inconclusive()), '.note li'],
  ])('in %s is text, and nothing else', async (_, html, place) => {
    await using opened = await opener.open(html);
    const { page, complaints } = opened;
    expect(await page.locator(place).first().textContent()).toContain(HOSTILE.replace('\u0000', '\ufffd'));
    expect(await page.locator('img').count()).toBe(0);
    expect(complaints).toEqual([]);
  });

  test('the browser lets nothing run, or be fetched, that the page did not come with', async () => {
    const broken = FAILED.replace(
      '</main>',
      '<script>document.title = "taken"</script><img src="https://example.invalid/x"></main>',
    );
    await using opened = await opener.open(broken);
    const { page, complaints } = opened;
    expect(await page.title()).not.toBe('taken');
    expect(complaints.join('\n')).toMatch(/script-src[^]*img-src|img-src[^]*script-src/);
  });
});

test('a failure is told in full: what was found, what departed first, its usual causes, both ends, and the events', async () => {
  await using opened = await opener.open(FAILED);
  const rule = opened.page.locator('#CLIENT-CLOSE-05');
  const text = await rule.locator('.found').innerText();
  for (const said of [
    'hand-made fail',
    'asked for a command (#3)',
    'call Close',
    'Written in: a page, Remarks',
  ])
    expect(text).toContain(said);
  expect(text).toContain(ruleById('CLIENT-CLOSE-05').usualCauses[0]);
  expect(await rule.locator('pre').isVisible()).toBe(true);
  expect(await rule.locator('pre .departed').count()).toBeGreaterThan(0);
  const decided = rule.locator('.timeline .decided');
  expect(await decided.count()).toBe(1);
  expect(await decided.innerText()).toMatch(/\+2\.000 ms\s+server: set\.Close\(\) → NOERROR.*decided/s);
});

test('the facts tell that there is no seed, and of a signed run the certificate beside the page', async () => {
  await using opened = await opener.open(PASSED, '?lang=it');
  const { page } = opened;
  const facts = page.locator('.facts > div');
  const { seed, noSeed, certificate } = REPORT_TEXTS.it.facts;
  expect(await facts.filter({ hasText: seed }).textContent()).toBe(seed + noSeed);
  const row = facts.filter({ hasText: certificate });
  expect(await row.getByRole('link').getAttribute('href')).toBe('certificate.json');
  expect(await row.locator('code').textContent()).toBe('ef'.repeat(32));

  await using unsigned = await opener.open(FAILED);
  expect(await unsigned.page.locator('.facts a').count()).toBe(0);
});

test('the trend is a picture with a name, and a table that says the same', async () => {
  await using opened = await opener.open(PASSED);
  const { page } = opened;
  expect(await page.getByRole('img', { name: /Verdicts of the rules.*runs: 3/ }).isVisible()).toBe(true);
  await page.getByText(REPORT_TEXTS.en.trend.table, { exact: true }).click();
  const row = page.getByRole('row', { name: /2026-01-01/ });
  expect(await row.getByRole('cell').allTextContents()).toEqual([
    'libvdi.so 0.8',
    'Not conformant',
    '15',
    '0',
    '0',
    '0',
    '2',
  ]);
  expect(await page.locator('.trend rect').count()).toBe(5);
});
