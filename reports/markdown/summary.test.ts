import { expect, test } from 'vitest';
import { ruleById } from '../../specs/rules/catalogue.js';
import { handMadeClient, handMadeDocument, handMadeFinding } from '../json/hand-made.js';
import { markdownSummary } from './summary.js';

const RULES = ['CLOSE-01', 'CLOSE-02'].map(ruleById);

test('says the verdict, what was certified, how many rules have which, and which did not pass', () => {
  const document = handMadeDocument([
    handMadeFinding('CLOSE-01', 'pass'),
    handMadeFinding('CLOSE-02', 'fail'),
  ]);
  const text = markdownSummary(document, RULES);
  expect(text).toMatch(/^## ❌ VDI conformance report: Not conformant\n/);
  expect(text).toContain('2 rules of 17 were asked for');
  expect(text).toMatch(/libvdi\.so 1\.0 · embedded \(linux-x64\) · vdi-conformance 0\.0\.0 · 2026-01-01/);
  expect(text).toMatch(/\| ✅ Passed .*\| ❌ Failed \|\n.*\n\| 1 .*\| 1 +\|\n/);
  expect(text).toMatch(/\| CLOSE-02 Success releases every resource \| ❌ Failed \| hand-made fail \|/);
  expect(text).not.toContain('CLOSE-01');
});

test('of a rule that could not be judged it does not say that it was', () => {
  const document = handMadeDocument([handMadeFinding('CLOSE-01', 'inconclusive', { history: null })]);
  const all = { ...document, rules: { asked: 17, known: 17 } };
  expect(markdownSummary(all, RULES)).toContain('All 17 rules were asked for.');
});

test('names the client that was certified', () => {
  const document = { ...handMadeDocument([]), client: handMadeClient('yours') };
  expect(markdownSummary(document, RULES)).toContain('yours · libvdi.so 1.0');
});

test('is in the language that is asked for, but for what judges say', () => {
  const document = handMadeDocument([
    handMadeFinding('CLOSE-01', 'pass'),
    handMadeFinding('CLOSE-02', 'fail'),
  ]);
  const text = markdownSummary(document, RULES, 'it');
  expect(text).toMatch(/^## ❌ Rapporto di conformità VDI: Non conforme\n/);
  expect(text).toContain('Sono state richieste 2 regole su 17');
  expect(text).toContain('2,5 s');
  expect(text).toMatch(/\| CLOSE-02 In caso di esito positivo .* \| ❌ Non superata \| hand-made fail \|/);
});

test('what judges quote breaks neither tables nor the page', () => {
  const reason = 'a | b\nc <script>alert(1)</script> `d`';
  const document = handMadeDocument([handMadeFinding('CLOSE-01', 'inconclusive', { reason })]);
  const text = markdownSummary(document, RULES);
  expect(text).toMatch(/^\| CLOSE-01 .*\\\| b c .*\|$/m);
  expect(text).not.toMatch(/[^\\]<script/);
});

test('tells advice, problems of the kit and a planted fault apart', () => {
  const document = handMadeDocument([
    handMadeFinding('CLOSE-01', 'pass'),
    handMadeFinding('CLOSE-02', 'fail', { level: 'SHOULD' }),
  ]);
  const text = markdownSummary(
    {
      ...document,
      target: { ...document.target, fault: 'CLOSE-01.still-openable' },
      problems: [{ where: 'vitest', message: 'a worker died' }],
    },
    RULES,
  );
  expect(text).toMatch(/### Advice\n\n[^]*CLOSE-02/);
  expect(text).not.toContain('### Rules');
  expect(text).toMatch(/### Problems of the kit\n[^]*\| vitest \| a worker died \|/);
  expect(text).toContain('**This is no certification');
});
