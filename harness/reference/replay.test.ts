import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { afterAll, describe, expect, it } from 'vitest';
import { PACKAGE_ROOT } from '../kit-package.js';

/** The native player of sequences: it finds what the explorer finds, and needs no Node. */

const run = promisify(execFile);
const LIMIT_MS = 300_000;
const node = (...script: string[]) => run(process.execPath, script, { timeout: LIMIT_MS });
const native = path.join(PACKAGE_ROOT, 'dist', 'native', `${process.platform}-${process.arch}`);
const folder = await mkdtemp(path.join(tmpdir(), 'vdi-replay-test-'));
const file = path.join(folder, 'sequences.txt');

await node(path.join(PACKAGE_ROOT, 'harness', 'reference', 'build.mjs'), '--replay');
const main = path.join(PACKAGE_ROOT, 'dist', 'harness', 'cli', 'main.js');
await node(main, 'explore', '--write-sequences', file, '--runs', '150', '--seed', '1');

afterAll(() => rm(folder, { recursive: true, force: true }));

async function replay(
  sequences: string,
  library: string[],
  fault: string,
): Promise<{ exitCode: unknown; stdout: string }> {
  const env = { VDI_REFERENCE_FAULT: fault };
  return run(path.join(native, 'vdi_replay'), [sequences, ...library], { timeout: LIMIT_MS, env }).then(
    ({ stdout }) => ({ exitCode: 0, stdout }),
    (error: unknown) => {
      const { code, stdout } = error as { code: unknown; stdout: string };
      return { exitCode: code, stdout };
    },
  );
}

describe('vdi_replay', () => {
  it('finds no difference in the reference', async () => {
    expect(await replay(file, [], '')).toEqual({ exitCode: 0, stdout: '150 sequences, no difference\n' });
  });

  it.each([
    ['STATE.configured-twice', 'EndConfiguration'],
    ['CLOSE-09.completed-as-success', 'callback'],
    ['CLOSE-10.called-twice', 'a callback that is not due'],
  ])('names the first difference: %s', async (fault, named) => {
    const { exitCode, stdout } = await replay(file, [path.join(native, 'libvdi_faulty.so')], fault);
    expect(stdout).toContain(named);
    expect(exitCode).toBe(1);
  });

  /** What is wrong with the reference once the first match in the file's text is something else. */
  async function changed(what: RegExp, to: string): Promise<string> {
    const text = await readFile(file, 'utf8');
    expect(text).toMatch(what);
    const other = path.join(folder, 'changed.txt');
    await writeFile(other, text.replace(what, to));
    const { exitCode, stdout } = await replay(other, [], '');
    expect(exitCode).toBe(1);
    return stdout;
  }

  it('names a callback that comes before the step that is to cause it', async () => {
    // A refused command is called back at once: that is too early where its cause is said to come behind it.
    const refused = /^(server due \d+:1117)\n(server call device:\d+ SendCommand .*)$/m;
    expect(await changed(refused, '$2\n$1')).toMatch(
      /: server due (\d+):1117\nobserved: a callback that is not due: \1:1117\n$/,
    );
  });

  it('names a callback that does not come', async () => {
    const said = await changed(/^(server due \d+:995)$/m, '$1 99:995');
    expect(said).toMatch(/: server callbacks \d+\nobserved: no callback 99:995\n$/);
  });

  it('names a GetCommand that brings another command than it has to', async () => {
    const said = await changed(/ brings=\d+$/m, ' brings=99');
    expect(said).toMatch(/brings=99\nobserved: it brought the command \d+\n$/);
  });

  it('says that an end did not end in order, when all sequences are played', async () => {
    // The one set object is given back when the process ends.
    const one = path.join(folder, 'one.txt');
    await writeFile(one, 'vdi-sequences 1\nsequence 1\nserver fresh all\nclient fresh all\nend\n');
    const hostile = [path.join(native, 'libvdi_hostile.so')];
    expect(await replay(one, hostile, '')).toEqual({ exitCode: 0, stdout: '1 sequences, no difference\n' });
    const { exitCode, stdout } = await replay(one, hostile, 'HOSTILE.crashes-in-server-Release');
    expect(stdout).toContain('did not end in order');
    expect(exitCode).toBe(1);
  });

  it('refuses a file of another kind', async () => {
    const other = path.join(folder, 'other.txt');
    await writeFile(other, 'something else\n');
    expect((await replay(other, [], '')).exitCode).toBe(2);
  });
});
