import { execFile } from 'node:child_process';
import { cp, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { KIT, PACKAGE_ROOT } from '../../kit-package.js';
import { OwnTemporaryFolder } from '../../targets/testing/own-temporary-folder.js';
import { RULES } from '../../../specs/rules/catalogue.js';
import { specFiles } from '../certify/spec-files.js';
import { judgeModules } from './judge-modules.js';
import { judgesOf, ruleSetOf } from './judges.js';

const DIST = path.join(PACKAGE_ROOT, 'dist');
const of = (dist: string) => ({ kit: KIT, rules: RULES, specs: path.join(dist, 'specs') });

/** A second build, as an installation has it: elsewhere, and without source maps. */
let own: OwnTemporaryFolder;
let copy: string;
beforeAll(async () => {
  own = await OwnTemporaryFolder.make();
  copy = path.join(own.path, 'elsewhere');
  for (const part of ['specs', path.join('harness', 'vdi'), path.join('harness', 'errors')])
    await cp(path.join(DIST, part), path.join(copy, part), {
      recursive: true,
      filter: (file) => !file.endsWith('.map'),
    });
});
afterAll(() => own.remove());

/** The digest with another file in the copy, which is put back. */
async function digestWith(file: string, text: string | null): Promise<string> {
  const full = path.join(copy, file);
  const before = await readFile(full, 'utf8').catch(() => null);
  await (text === null ? rm(full) : writeFile(full, `${before ?? ''}${text}`));
  const { digest } = await ruleSetOf(of(copy));
  await (before === null ? rm(full) : writeFile(full, before));
  return digest;
}

test('a build and an installation elsewhere have the same rule set', async () => {
  const { version, digest } = await ruleSetOf(of(DIST));
  expect(version).toBe(KIT.version);
  expect(await ruleSetOf(of(copy))).toEqual({ version, digest });
});

test.each([
  'specs/close/CLOSE-01.judge.js',
  'specs/client/CLIENT-CLOSE-01.judge.js',
  'specs/findings/conduct.js',
  'specs/findings/judge-history.js',
  'specs/findings/finding.js',
])('it is another when %s is', async (file) => {
  const { digest } = await ruleSetOf(of(copy));
  expect(await digestWith(file, '// changed\n')).not.toBe(digest);
  expect(await digestWith(file, null)).not.toBe(digest);
});

test.each([
  'specs/close/CLOSE-01.scenario.js',
  'specs/rules/texts/fr.js',
  'specs/close/CLOSE-01.judge.js.map',
])('it stays when %s changes, which decides nothing', async (file) => {
  const { digest } = await ruleSetOf(of(copy));
  expect(await digestWith(file, '// changed\n')).toBe(digest);
});

/** Prints the modules of a folder that Node has loaded once all judges are. */
const WHAT_NODE_LOADS = `
import { register } from 'node:module';
import { MessageChannel } from 'node:worker_threads';
const { port1, port2 } = new MessageChannel();
const hooks = 'let port; export const initialize = (to) => { port = to; };' +
  'export const load = (url, context, next) => { port.postMessage(url); return next(url, context); };';
const seen = new Set();
port1.on('message', (url) => seen.add(url));
register('data:text/javascript,' + encodeURIComponent(hooks), { data: port2, transferList: [port2] });
await Promise.all(process.argv.slice(1).map((url) => import(url)));
setImmediate(() => { console.log(JSON.stringify([...seen])); port1.close(); });
`;

test('its modules are those that Node loads for the judges, and no others', async () => {
  const { specs, rules } = of(DIST);
  const files = [...(await specFiles(specs, rules, 'judge')).values()];
  expect(files).toHaveLength(RULES.length);
  const summing = ['judge-history.js', 'finding.js', 'view.js'].map((name) =>
    path.join(specs, 'findings', name),
  );
  const urls = [...files, ...summing].map((file) => pathToFileURL(file).href);
  const program = ['--input-type=module', '--eval', WHAT_NODE_LOADS, '--', ...urls];
  const { stdout } = await promisify(execFile)(process.execPath, program);
  const root = pathToFileURL(DIST + path.sep).href;
  const loaded = (JSON.parse(stdout) as string[]).filter((url) => url.startsWith(root));
  const modules = await judgeModules(specs, files);
  expect(modules.map((each) => each.path).sort()).toEqual(loaded.map((url) => url.slice(root.length)).sort());
  expect(modules.filter(({ text }) => text === null)).toEqual([]);
});

test('a judge is found by its rule, and one that there is not is the kit’s fault', async () => {
  const [rule] = RULES;
  const judgeOf = await judgesOf(of(DIST));
  expect((await judgeOf(rule!))([], {})).toMatchObject({ verdict: 'inconclusive' });
  const none = { ...rule!, id: 'CLOSE-99' };
  await expect(judgeOf(none)).rejects.toMatchObject({ code: 'NO_JUDGE' });
});
