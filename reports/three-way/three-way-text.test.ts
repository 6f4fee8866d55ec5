import { describe, expect, it } from 'vitest';
import { contradictionById } from '../../specs/rules/contradictions.js';
import { contradictionTexts } from '../../specs/rules/texts/contradiction-texts.js';
import { ruleById } from '../../specs/rules/catalogue.js';
import { handMadeDocument, handMadeFinding } from '../json/hand-made.js';
import type { RunDocument, RunFinding } from '../json/run-document.js';
import { threeWayDocument } from './three-way-document.js';
import { threeWayMarkdown } from './three-way-markdown.js';
import { threeWayText } from './three-way-text.js';
import { threeWayView } from './three-way-view.js';

const RULES = ['CLOSE-04', 'CLOSE-05', 'CLOSE-13'].map(ruleById);
const plain = { write: () => undefined };

function run(reference: boolean, ...findings: RunFinding[]): RunDocument {
  const document = handMadeDocument(findings);
  const version = reference ? '0.1.0' : null;
  return {
    ...document,
    target: { ...document.target, library: { file: '/home/somebody/libvdi.so', sha256: 'ab', version } },
  };
}
const RUNS = [
  run(true, handMadeFinding('CLOSE-04', 'pass')),
  run(
    false,
    handMadeFinding('CLOSE-04', 'fail', {
      reason: 'it | answered `NOERROR`',
      contradiction: 'contradiction.close-with-open-devices',
    }),
    handMadeFinding('CLOSE-05', 'fail'),
    handMadeFinding('CLOSE-13', 'documents-disagree', { contradiction: 'contradiction.agent-end' }),
  ),
];

describe('the three-way view for people', () => {
  const text = threeWayText(threeWayView(RULES, RUNS), plain);

  it('is a row for each rule, with a column for each build', () => {
    expect(text).toMatch(/^rule {6}documents {5}reference {2}A$/m);
    expect(text).toMatch(/^CLOSE-04 {2}MUST \[1\] \[2\] {2}pass {7}fail$/m);
    expect(text).toMatch(/^CLOSE-05 {2}MUST {10}not seen {3}fail$/m);
    expect(text).toMatch(/^CLOSE-13 {2}MUST \[3\] {6}not seen {3}documents-disagree$/m);
    expect(text).toMatch(/^A: libvdi.so ab \(linux-x64\)$/m);
    expect(text).toMatch(/^\[3\] When the completion agent ends .*34tq; certified: /m);
  });

  it('names both places where a build does what one of them denies, else that of the rule', () => {
    const of = (rule: string): string[] => {
      const lines = text.split('\n');
      const from = lines.findIndex((line) => line.startsWith(`${rule}, A:`));
      return lines.slice(from, from + 3);
    };
    expect(of('CLOSE-04')[1]).toMatch(/^ {2}iservervirtualdeviceset2-close, Return Value: VD_E_PROTOCOL/);
    expect(of('CLOSE-04')[2]).toMatch(/^ {2}0s1f, Close, .*: NOERROR/);
    expect(of('CLOSE-05')[1]).toBe('  iservervirtualdeviceset2-close, Remarks, paragraph 1, sentence 3');
    expect(of('CLOSE-13').join('\n')).toMatch(/documents-disagree: .*\n.*completionagent.*\n.*34tq: /);
  });

  it('says not seen in every row where no real build was', () => {
    const none = threeWayText(threeWayView(RULES, [run(true, handMadeFinding('CLOSE-04', 'pass'))]), plain);
    expect(none).toMatch(/^rule .*real builds$/m);
    expect(none.match(/not seen$/gm)).toHaveLength(RULES.length);
  });

  it('has a colour for a verdict at a terminal only', () => {
    expect(text).not.toContain('\u001b');
    const coloured = threeWayText(threeWayView(RULES, RUNS), { ...plain, isTTY: true });
    if ((process.env['NO_COLOR'] ?? '') === '') expect(coloured).toContain('\u001b[31mfail');
  });

  it('is Markdown in which nothing of a target is markup', () => {
    const markdown = threeWayMarkdown(threeWayView(RULES, RUNS));
    expect(markdown).toMatch(/^\| CLOSE-04 \| MUST \\\[1\\\] \\\[2\\\] \| pass \| fail \|$/m);
    expect(markdown).toContain(String.raw`it \| answered \`NOERROR\``);
    const widths = markdown
      .split('\n')
      .filter((line) => line.startsWith('|'))
      .map((line) => line.split(/(?<!\\)\|/).length);
    expect(new Set(widths)).toEqual(new Set([6]));
  });

  it('is told in the language that is asked for, with the texts of rules and contradictions', () => {
    const view = threeWayView(RULES, [...RUNS, { ...RUNS[0]!, target: { ...RUNS[0]!.target, fault: 'x' } }]);
    const italian = threeWayText(view, plain, 'it');
    const contradiction = contradictionTexts(contradictionById('contradiction.agent-end')!, 'it');
    expect(italian).toMatch(/^regola {4}documenti {5}riferimento {4}A$/m);
    expect(italian).toContain(`[3] ${contradiction.title} (contradiction.agent-end): `);
    expect(italian).toContain(`; certificato: ${contradiction.reading}\n`);
    expect(italian).toContain(`: ${contradiction.another}\n`);
    expect(italian).toContain('  iservervirtualdeviceset2-close, Osservazioni, paragrafo 1, frase 3\n');
    expect(italian).toMatch(/\nda 2 esecuzioni \(1 esecuzione con un difetto voluto tralasciata\)\n$/);
    const french = threeWayMarkdown(view, 'fr');
    expect(french).toContain('### Où les documents se contredisent\n');
    expect(french).toContain('- CLOSE-05, A\u00a0: fail\u00a0: hand-made fail\n');
  });

  it('is data with ids, and null for what was not seen', () => {
    expect(threeWayDocument(threeWayView(RULES, RUNS))).toMatchObject({
      schema: 'vdi-conformance/three-way/1',
      parts: [
        {
          subject: 'interface',
          rows: [
            { rule: 'CLOSE-04', reference: { verdict: 'pass' }, builds: [{ verdict: 'fail' }] },
            { rule: 'CLOSE-05', contradictions: [], reference: null },
            { contradictions: ['contradiction.agent-end'] },
          ],
        },
      ],
    });
  });

  it('has no folder of a machine in it', () => {
    const view = threeWayView(RULES, RUNS);
    for (const all of [text, threeWayMarkdown(view), JSON.stringify(threeWayDocument(view))])
      expect(all).not.toContain('somebody');
  });
});
