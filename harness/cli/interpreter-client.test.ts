import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { payloadOf, envelopeSchema } from '../../reports/certificate/dsse.js';
import { statementSchema } from '../../reports/certificate/statement.js';
import { PACKAGE_ROOT } from '../kit-package.js';
import { typescriptClient } from './faults/own-client.js';

/** A client that an interpreter runs is its script: that is what a certificate binds, and what tells it from others. */

const MAIN = path.join(PACKAGE_ROOT, 'dist', 'harness', 'cli', 'main.js');
const folder = await mkdtemp(path.join(tmpdir(), 'vdi-interpreter-'));
const at = (name: string): string => path.join(folder, name);
afterAll(() => rm(folder, { recursive: true, force: true }));
beforeAll(() => cli('keys'));

async function cli(...args: string[]): Promise<string> {
  const { stdout } = await promisify(execFile)(process.execPath, [MAIN, ...args], { cwd: folder });
  return stdout;
}

/** Certifies and keeps a run of this script. @returns the certificate's subjects, by their name. */
async function certified(script: string, text: string): Promise<Map<string | undefined, string | undefined>> {
  const { command, env, success, maxDevices } = typescriptClient();
  const [node = '', client = '', ...words] = command;
  await writeFile(at(script), `// ${text}\nawait import(${JSON.stringify(pathToFileURL(client).href)});\n`);
  const config = { command: [node, script, ...words], env, statements: 'client', success, maxDevices };
  await writeFile(at('client.json'), JSON.stringify(config));
  const how = ['--rule', 'CLIENT-CLOSE-03', '--config', 'client.json', '--key', 'vdi-conformance.pem'];
  await cli('certify', ...how, '--out', 'out');
  await cli('history', 'add', 'out', '--in', 'kept');
  const signed = envelopeSchema.parse(JSON.parse(await readFile(at('out/certificate.json'), 'utf8')));
  const { subject } = statementSchema.parse(JSON.parse(payloadOf(signed).toString()));
  return new Map(subject.map(({ name, digest }) => [name, digest['sha256']]));
}

const digestOf = async (script: string): Promise<string> =>
  createHash('sha256')
    .update(await readFile(at(script)))
    .digest('hex');

test('its script is a subject of the certificate, and what tells kept runs of two clients apart', async () => {
  const first = await certified('mine.mjs', 'as it was');
  expect(first.get('mine.mjs')).toBe(await digestOf('mine.mjs'));
  const altered = await certified('mine.mjs', 'altered');
  expect(altered.get('mine.mjs')).toBe(await digestOf('mine.mjs'));
  expect(altered.get('mine.mjs')).not.toBe(first.get('mine.mjs'));
  expect(altered.get('node')).toBe(first.get('node'));
  const other = await certified('yours.mjs', 'altered');
  expect([...other.keys()].sort()).toEqual(['libvdi_reference.so', 'node', 'yours.mjs']);

  const shown = await cli('history', 'show', '--in', 'kept', '--json');
  const { courses } = JSON.parse(shown) as { courses: { certified: { client: string }; runs: unknown[] }[] };
  expect(courses.map((course) => [course.certified.client, course.runs.length])).toEqual([
    ['node mine.mjs', 2],
    ['node yours.mjs', 1],
  ]);
  expect(
    await cli(
      'verify',
      'out/certificate.json',
      '--public-key',
      'vdi-conformance.pub.pem',
      '--histories',
      'out',
    ),
  ).toMatch(/^program +yours\.mjs sha256 [0-9a-f]{64}$/m);
}, 300_000);
