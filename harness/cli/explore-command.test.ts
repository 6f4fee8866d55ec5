import { execFile } from 'node:child_process';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { afterAll, describe, expect, it } from 'vitest';
import { PACKAGE_ROOT } from '../kit-package.js';
import { readSequenceFile, sequenceFileSchema } from './explore/sequence-file.js';

const MAIN = path.join(PACKAGE_ROOT, 'dist', 'harness', 'cli', 'main.js');
const folder = await mkdtemp(path.join(tmpdir(), 'vdi-explore-test-'));
const FAULT = 'STATE.configured-twice';

afterAll(() => rm(folder, { recursive: true, force: true }));

async function command(...args: string[]): Promise<{ exitCode: unknown; stdout: string; stderr: string }> {
  return promisify(execFile)(process.execPath, [MAIN, ...args]).then(
    (done) => ({ exitCode: 0, ...done }),
    (error: unknown) => {
      const { code, stdout, stderr } = error as { code: unknown; stdout: string; stderr: string };
      return { exitCode: code, stdout, stderr };
    },
  );
}

describe('explore and replay', () => {
  it('write a difference as a file, in which it shows again, and without the fault does not', async () => {
    const out = path.join(folder, 'found');
    const explored = await command(
      ...['explore', '--json', '--runs', '100', '--seed', '7', '--fault', FAULT, '--out', out],
    );
    expect(explored.exitCode).toBe(1);
    const { difference } = JSON.parse(explored.stdout) as { difference: { file: string } };
    expect(await readdir(out)).toEqual([path.basename(difference.file)]);
    const file = sequenceFileSchema.parse(JSON.parse(await readFile(difference.file, 'utf8')));
    expect(file.from).toMatchObject({ target: 'embedded', fault: FAULT, seed: 7, runs: 100 });
    expect(file.difference).toMatchObject({ expected: 'VD_E_PROTOCOL', observed: 'NOERROR' });
    expect(file.steps.at(-1)?.text).toBe('server: EndConfiguration');

    const again = await command('replay', difference.file, '--fault', FAULT);
    expect(again.stdout).toContain('observed: NOERROR');
    expect(again.exitCode).toBe(1);
    const without = await command('replay', difference.file);
    expect(without.stdout).toContain('no difference');
    expect(without.exitCode).toBe(0);
  });

  it('say how a difference is seen again, and it is', async () => {
    const args = ['explore', '--runs', '100', '--seed', '7', '--fault', FAULT, '--out', folder];
    const { stdout } = await command(...args);
    const [, words = ''] = /^play it again: npx vdi-conformance (.*)$/m.exec(stdout) ?? [];
    const again = await command(...words.split(' '));
    expect(again.stdout).toContain('observed: NOERROR');
    expect(again.exitCode).toBe(1);
  });

  it('counts transitions, and is inconclusive when all were asked for and some not taken', async () => {
    const { exitCode, stdout } = await command(
      ...['explore', '--runs', '3', '--seed', '1', '--transitions', '--out', folder],
    );
    expect(stdout).toMatch(/^server +\d+ of \d+ transitions taken$/m);
    expect(stdout).toMatch(/^ +[1-9]\d* {2}client: DoesNotExist, Create \(first use\) -> Created$/m);
    expect(stdout).toContain('not taken:');
    expect(stdout).toContain('no device was opened, so there is no pointer to call it on');
    expect(stdout).toContain('CloseDevice of a closed device: VD_E_CLOSE (page), not NOERROR (table)');
    expect(exitCode).toBe(4);
  });

  it.each([
    [['explore', '--runs', '0']],
    [['explore', '--seed', 'x']],
    [['explore', '--runs', '1', '--fault', 'STATE.unheard-of']],
    [['replay', path.join(folder, 'no-such-file.json')]],
  ])('end with 2 for what cannot be done as asked: %j', async (args) => {
    const { exitCode, stdout, stderr } = await command(...args);
    expect(exitCode).toBe(2);
    expect(stdout).toBe('');
    expect(stderr).not.toBe('');
  });

  it('say that a target is not there', async () => {
    expect((await command('explore', '--target', 'windows-container', '--runs', '1')).exitCode).toBe(3);
  });
});

describe('a sequence file', () => {
  const written = (steps: unknown[]): unknown => ({
    schema: 'vdi-conformance/sequence/1',
    kit: { name: 'vdi-conformance', version: '0.0.0' },
    from: {
      target: 'embedded',
      library: { sha256: '0', version: null },
      fault: null,
      seed: 1,
      runs: 1,
      run: 0,
    },
    deviceCount: 1,
    steps: steps.map((step) => ({ step, text: '' })),
    difference: { step: 0, expected: '', observed: '' },
  });
  const create = { end: 'client', call: 'Create' };

  it.each<[string, unknown]>([
    ['what is not JSON', undefined],
    ['another schema', { ...(written([create]) as object), schema: 'vdi-conformance/sequence/2' }],
    ['a call that no end has', written([{ end: 'client', call: 'Open' }])],
    ['a call without its device', written([{ end: 'client', call: 'GetCommand' }])],
    ['steps that make no sequence', written([create, { end: 'client', call: 'GetCommand', device: 0 }])],
  ])('is refused: %s', async (_, content) => {
    const file = path.join(folder, 'wrong.json');
    await writeFile(file, content === undefined ? '{' : JSON.stringify(content));
    await expect(readSequenceFile(file)).rejects.toMatchObject({ code: 'SEQUENCE_UNREADABLE' });
  });

  it('is read', async () => {
    const file = path.join(folder, 'right.json');
    await writeFile(file, JSON.stringify(written([create])));
    expect((await readSequenceFile(file)).steps).toHaveLength(1);
  });
});
