import { expect, test } from 'vitest';
import { handMade } from '../../specs/findings/hand-made.js';
import { handMadeHistory } from '../timeline/hand-made.js';
import { openerOfTests } from './testing/browser.js';
import { failed, pageOf, passed } from './testing/made-runs.js';

/** What a page is on paper. */

const opener = openerOfTests();

test('everything is open, there is nothing to click on, and of what was kept the events that decided', async () => {
  await using opened = await opener.open(pageOf(failed()));
  const { page } = opened;
  const events = (rule: string) => page.locator(`${rule} .timeline li`);
  expect(await events('#CLOSE-01').nth(1).isVisible()).toBe(false);
  await page.emulateMedia({ media: 'print' });
  await expect.poll(() => page.locator('details:not([open])').count()).toBe(0);
  for (const control of ['.find', '.languages']) expect(await page.locator(control).isVisible()).toBe(false);
  expect(await events('#CLOSE-01').nth(1).isVisible()).toBe(true);
  expect(await events('#CLOSE-01').nth(0).isVisible()).toBe(false);
  expect(await events('#CLOSE-04').nth(0).isVisible()).toBe(true);
  await page.emulateMedia({ media: 'screen' });
  await expect.poll(() => events('#CLOSE-01').nth(1).isVisible()).toBe(false);
  // What was open stays open.
  expect(await events('#CLOSE-04').nth(1).isVisible()).toBe(true);
});

test('of many events that decided that a rule was kept the first are enough', async () => {
  const made = passed();
  const several = handMade();
  for (let n = 0; n < 9; n += 1) several.close('NOERROR');
  const [first, ...others] = made.document.findings;
  const cases = first!.cases.map((judged) => ({ ...judged, decidedBy: [2, 3, 4, 5, 6, 7, 8] }));
  const findings = [{ ...first!, cases }, ...others];
  const histories = new Map(made.histories).set(first!.rule, handMadeHistory(several));
  await using opened = await opener.open(
    pageOf({ ...made, document: { ...made.document, findings }, histories }),
  );
  const { page } = opened;
  await page.emulateMedia({ media: 'print' });
  const shown = page.locator(`#${first!.rule} .timeline li:visible`);
  await expect.poll(() => shown.count()).toBe(6);
  expect(await shown.last().textContent()).toContain('+7.000 ms');
});
