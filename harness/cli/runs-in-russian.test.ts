import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { handMadeDocument, handMadeFinding } from '../../reports/json/hand-made.js';
import type { RunDocument } from '../../reports/json/run-document.js';
import { verdictSchema } from '../../specs/findings/finding.js';
import { LEVELS } from '../../specs/rules/rule.js';
import { run } from './program.js';
import { installedWorld } from './world.js';

const REASON = 'what a judge said';
/** What is in no language's words: codes, names and what judges say. */
const CODES = [
  ...[REASON, 'conformant', 'not-conformant', ...verdictSchema.options, ...LEVELS],
  ...[
    'vdi-conformance',
    'libvdi.so',
    'SQL Server',
    'sha256',
    'linux-x64',
    'embedded',
    'vitest',
    'report.html',
  ],
  ...[
    'iservervirtualdeviceset2-close',
    'Remarks',
    'A',
    'CLOSE',
    String.raw`\b\d{8}T\d{9}Z-[0-9a-f]{12}\b`,
    '(cd)+',
  ],
];

let folder: string;
let before: string;
let after: string;
const kept = (): string => path.join(folder, '3');

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), '1-'));
  before = await outputOf('1', { ...documentOf('pass'), startedAt: '2026-01-01T00:00:00.000Z' });
  after = await outputOf('2', {
    ...documentOf('fail'),
    kit: { name: 'vdi-conformance', version: '0.0.1' },
    shard: { index: 1, count: 2, ofRules: 4 },
    startedAt: '2026-01-02T00:00:00.000Z',
    problems: [{ where: 'vitest', message: REASON }],
  });
});
afterAll(() => rm(folder, { recursive: true, force: true }));

function documentOf(verdict: 'pass' | 'fail'): RunDocument {
  const more = { reason: REASON };
  const document = handMadeDocument([
    handMadeFinding('CLOSE-04', verdict, { ...more, contradiction: 'contradiction.close-with-open-devices' }),
    handMadeFinding('CLOSE-05', verdict, more),
    handMadeFinding(verdict === 'pass' ? 'CLOSE-06' : 'CLOSE-07', verdict, more),
  ]);
  const { target } = document;
  return { ...document, target: { ...target, library: { ...target.library, version: null } } };
}

/** An output folder with this run and a page. */
async function outputOf(name: string, document: RunDocument): Promise<string> {
  const out = path.join(folder, name);
  await mkdir(out);
  await writeFile(path.join(out, 'run.json'), JSON.stringify(document));
  await writeFile(path.join(out, 'report.html'), 'as it was');
  return out;
}

async function cli(...args: string[]): Promise<string> {
  let stdout = '';
  let stderr = '';
  await run([...args, '--lang', 'ru'], installedWorld(), {
    stdout: { write: (text) => (stdout += text) },
    stderr: { write: (text) => (stderr += text) },
  });
  expect(stderr).toBe('');
  return stdout;
}

/** The words in Latin letters that are no codes. */
function english(text: string): string[] {
  const others = text.replaceAll(folder, '').replaceAll(new RegExp(CODES.join('|'), 'gu'), '');
  return others.match(/[A-Za-z]{2,}/g) ?? [];
}

test.each([
  ['compare', () => [before, after], 'что-то стало хуже'],
  ['history add', () => [before, '--in', kept()], /^прогон сохранен в .*3: 2026/],
  ['history add', () => [before, '--in', kept()], /^прогон уже был сохранен в /],
  ['history add', () => [after, '--in', kept()], /страница записана заново, .*report\.html\n$/],
  ['history show', () => ['--in', kept()], 'с предыдущего прогона, который был зеленым: хуже: CLOSE-04'],
  ['history show', () => ['--in', path.join(folder, '0')], /^сохраненных прогонов нет в .*0\n$/],
  ['history compare', () => ['--in', kept()], /^раньше: 20260101[^]*\nтеперь: 20260102/],
  ['rules', () => ['CLOSE-05', '--builds', before, after], /не наблюдалось[^]*по 2 прогонам\n$/],
  ['rules', () => ['CLOSE-05', '--builds', before, after, '--markdown'], '## Отступления'],
] as const)('%s has nothing in English but codes and what judges said', async (command, args, said) => {
  const text = await cli(...command.split(' '), ...args());
  expect(text).toMatch(said);
  expect(english(text)).toEqual([]);
});
