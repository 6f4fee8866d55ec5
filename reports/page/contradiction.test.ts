import { expect, test } from 'vitest';
import { contradictingPlace } from '../../specs/findings/texts/explanation-words.js';
import { contradictionById } from '../../specs/rules/contradictions.js';
import { LOCALES } from '../../specs/rules/rule.js';
import { contradictionTexts } from '../../specs/rules/texts/contradiction-texts.js';
import { publishedPage } from '../published-page.js';
import { REPORT_TEXTS } from '../texts/texts.js';
import { openerOfTests } from './testing/browser.js';
import { failed, pageOf } from './testing/made-runs.js';

/** A finding that turned on a contradiction of the documents says which, and how it is read. */

const opener = openerOfTests();
const FAILED = pageOf(failed());

test.each(LOCALES)('both places are named, and the reading with its reason, in %s', async (locale) => {
  await using opened = await opener.open(FAILED, `?lang=${locale}`);
  const rows = opened.page.locator('#ENGINE-CLOSE-01 .contradiction');
  const known = contradictionById('contradiction.agent-end')!;
  const { title, one, another, reading, reason } = contradictionTexts(known, locale);
  const [what, certified] = await rows.allTextContents();
  expect(what).toContain(`${REPORT_TEXTS[locale].rule.contradiction}${title} (${known.id})`);
  expect(certified).toBe(`${REPORT_TEXTS[locale].rule.certified}${reading} ${reason}`);
  const places = await rows.locator('li').allTextContents();
  const colon = locale === 'fr' ? '\u00a0: ' : ': ';
  expect(places).toEqual([
    contradictingPlace(known.one, locale) + colon + one,
    contradictingPlace(known.another, locale) + colon + another,
  ]);
  // The other place stands in the specification, which is published in another form.
  const links = rows.locator('a');
  expect(await links.count()).toBe(1);
  expect(await links.getAttribute('href')).toBe(publishedPage(known.one.page, locale));
});

test('one that this kit does not know is named, and one that is not there is not', async () => {
  await using opened = await opener.open(FAILED);
  const of = (rule: string) => opened.page.locator(`#${rule} .contradiction`).allTextContents();
  expect(await of('CLOSE-04')).toEqual([`${REPORT_TEXTS.en.rule.contradiction}contradiction.unknown`]);
  expect(await of('CLIENT-CLOSE-05')).toEqual([]);
});
