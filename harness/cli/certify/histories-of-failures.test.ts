import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { handMadeDocument, handMadeFinding } from '../../../reports/json/hand-made.js';
import { handMadeHistory } from '../../../reports/timeline/hand-made.js';
import { handMade } from '../../../specs/findings/hand-made.js';
import { ruleById } from '../../../specs/rules/catalogue.js';
import { historiesOfFailures } from './histories-of-failures.js';

let out: string;
beforeEach(async () => {
  out = await mkdtemp(path.join(tmpdir(), 'vdi-histories-'));
  await mkdir(path.join(out, 'histories'));
});
afterEach(() => rm(out, { recursive: true }));

test('reads the histories of failed rules about the client, and none that is none', async () => {
  const history = JSON.stringify(handMadeHistory(handMade().close('NOERROR')));
  const texts = { A: history, B: history, C: '{"schema":"another"}', D: 'no JSON', F: history };
  for (const [rule, text] of Object.entries(texts))
    await writeFile(path.join(out, 'histories', `${rule}.json`), text);
  const verdicts = { A: 'fail', B: 'pass', C: 'fail', D: 'fail', E: 'fail', F: 'fail' } as const;
  const document = handMadeDocument(
    Object.entries(verdicts).map(([rule, verdict]) => handMadeFinding(rule, verdict)),
  );
  const rules = Object.keys(verdicts).map((id) => ({
    ...ruleById('CLOSE-01'),
    id,
    subject: id === 'F' ? ('interface' as const) : ('client' as const),
  }));
  const found = await historiesOfFailures(document, rules, out);
  expect([...found.keys()]).toEqual(['A']);
  expect(found.get('A')?.events).toHaveLength(1);
});
