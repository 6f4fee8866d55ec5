import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { handMadeDocument, handMadeFinding } from '../../reports/json/hand-made.js';
import { RULES } from '../../specs/rules/catalogue.js';
import { rules } from './rules-command.js';
import type { RulesFlags } from './rules-options.js';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'vdi rules '));
  const document = handMadeDocument([handMadeFinding('CLOSE-01', 'pass')]);
  await writeFile(path.join(folder, 'run.json'), JSON.stringify(document));
});
afterAll(() => rm(folder, { recursive: true }));

async function told(patterns: readonly string[], flags: Partial<RulesFlags>): Promise<string> {
  let text = '';
  const all = { json: false, lang: 'en' as const, markdown: false, contradictions: false, ...flags };
  await rules(RULES, patterns, all, { write: (more: string) => (text += more) });
  return text;
}

describe('rules --builds', () => {
  test('is Markdown, or data', async () => {
    expect(await told([], { builds: [folder], markdown: true })).toMatch(/^\| CLOSE-01 \| MUST \| pass \|/m);
    expect(JSON.parse(await told([], { builds: [folder], json: true }))).toMatchObject({
      schema: 'vdi-conformance/three-way/1',
      runs: 1,
      withFault: 0,
    });
  });

  test('is about the rules that are named', async () => {
    const text = await told(['CLOSE-02'], { builds: [folder] });
    expect(text).toMatch(/^CLOSE-02 .* not seen/m);
    expect(text).not.toMatch(/^CLOSE-01|SQL Servers/m);
  });

  test.each([
    ['no run is named', [], { builds: true }, 'NO_RUNS_NAMED'],
    ['a run cannot be read', [], { builds: ['nowhere'] }, 'UNREADABLE_RUN'],
    ['it is left out and something about it is not', [], { in: 'kept' }, 'CONTRADICTION'],
    ['it is left out and its format is not', [], { markdown: true }, 'CONTRADICTION'],
    ['all rules are about a client', ['CLIENT-*'], { builds: ['.'] }, 'NO_BUILDS'],
  ] as const)('is refused when %s', async (_, patterns, { ...flags }, code) => {
    // Below the test's own folder.
    const builds = 'builds' in flags && flags.builds !== true ? { builds: [placed(flags.builds[0])] } : {};
    await expect(told(patterns, { ...flags, ...builds } as Partial<RulesFlags>)).rejects.toMatchObject({
      code,
    });
  });
});

function placed(name: string): string {
  return path.join(folder, name);
}
