import { Status } from 'allure-js-commons';
import { MessageTestRuntime, setGlobalTestRuntime, type TestRuntime } from 'allure-js-commons/sdk/runtime';
import { beforeEach, expect, test } from 'vitest';
import { handMade } from '../../specs/findings/hand-made.js';
import { handMadeFinding } from '../json/hand-made.js';
import { handMadeHistory } from '../timeline/hand-made.js';
import { describeCases } from './case-steps.js';
import type { RuntimeMessage } from 'allure-js-commons/sdk';
import type { Finding } from '../../specs/findings/finding.js';

/** What Allure was told, in place of what vitest's runner would take. */
class Told extends MessageTestRuntime {
  readonly messages: RuntimeMessage[] = [];

  override sendMessage(message: RuntimeMessage): Promise<void> {
    this.messages.push(message);
    return Promise.resolve();
  }
}

let told: Told;
beforeEach(() => {
  told = new Told();
  // Allure's own types of the two do not fit where optional means exactly that.
  setGlobalTestRuntime(told as unknown as TestRuntime);
});

const MADE = handMade().program().close('NOERROR').call('client', 'set', 'Close', 'VD_E_ABORT');
const DEPARTURE = { event: 3, did: 'closed too early', should: 'wait', written: 'a page, Remarks' };

function failed(level: Finding['level']): Finding {
  const history = { path: 'histories/CLIENT-01.json', sha256: 'ab' };
  return {
    ...handMadeFinding('CLIENT-01', 'fail'),
    level,
    scenario: 's',
    history,
    cases: [{ case: 'case', verdict: 'fail', reason: 'r', decidedBy: [2], departure: DEPARTURE }],
  };
}

const steps = () => told.messages.flatMap((each) => (each.type === 'step_start' ? [each.data.name] : []));
const statuses = () => told.messages.flatMap((each) => (each.type === 'step_stop' ? [each.data.status] : []));
const attached = () =>
  told.messages.flatMap((each) =>
    each.type === 'attachment_content' ? [Buffer.from(each.data.content, each.data.encoding).toString()] : [],
  );

test('a failed case begins with the first departure, and has both ends beside each other attached', async () => {
  await describeCases(failed('MUST'), handMadeHistory(MADE), true);
  expect(steps().slice(0, 3)).toEqual([
    'case: r',
    'first departure, event 3: closed too early',
    'it should have: wait (a page, Remarks)',
  ]);
  expect(statuses()[0]).toBe(Status.FAILED);
  const [text] = attached();
  expect(text).toMatch(/^ +ms {2}server’s end +│ client program\n/);
  expect(text).toMatch(/^▶ \+2\.000 {2}set\.Close/m);
  expect(text).toMatch(/^◆ \+3\.000 .*│ set\.Close\(\) → VD_E_ABORT/m);
});

test('where both ends are not to be shown there is no such attachment', async () => {
  await describeCases(failed('MUST'), handMadeHistory(MADE), false);
  expect(attached()).toEqual([]);
  expect(steps()).toContain('+2.000 ms  server: set.Close() → NOERROR  [0.500 ms]  ◀ decided');
});

test('no step of advice is failed or broken', async () => {
  await describeCases(failed('SHOULD'), handMadeHistory(MADE), true);
  expect(statuses().length).toBeGreaterThan(3);
  expect(statuses()).not.toContain(Status.FAILED);
  expect(statuses()).not.toContain(Status.BROKEN);
});
