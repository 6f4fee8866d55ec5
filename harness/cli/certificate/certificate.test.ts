import { execFile } from 'node:child_process';
import { createPublicKey, generateKeyPairSync } from 'node:crypto';
import { appendFile, cp, readFile, rm, stat, symlink, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { envelopeSchema } from '../../../reports/certificate/dsse.js';
import { keyIdOf } from '../../../reports/certificate/ed25519.js';
import { runDocumentSchema } from '../../../reports/json/run-document.js';
import { PACKAGE_ROOT } from '../../kit-package.js';
import { OwnTemporaryFolder } from '../../targets/testing/own-temporary-folder.js';
import { takeKeyFrom } from './key-option.js';

/** Keys, a signed run on the reference, and what becomes of it: the command line. */
const MAIN = path.join(PACKAGE_ROOT, 'dist', 'harness', 'cli', 'main.js');
const FAKE = path.join(PACKAGE_ROOT, 'harness', 'cli', 'fixtures', 'fake-cli.mjs');

let own: OwnTemporaryFolder;
const at = (...names: string[]): string => path.join(own.path, ...names);
const signed = (): string[] => ['verify', at('out', 'certificate.json'), '--public-key', at('k.pub.pem')];

interface Ended {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

async function run(main: string, args: readonly string[], env: NodeJS.ProcessEnv = {}): Promise<Ended> {
  try {
    const how = { env: { PATH: process.env['PATH'], ...env } };
    return { code: 0, ...(await promisify(execFile)(process.execPath, [main, ...args], how)) };
  } catch (error) {
    return error as Ended;
  }
}
const cli = (...args: string[]): Promise<Ended> => run(MAIN, args);

beforeAll(async () => {
  own = await OwnTemporaryFolder.make();
  const keys = await cli('keys', '--out', at('k.pem'));
  expect(keys).toMatchObject({ code: 0, stderr: '' });
  const rules = ['--rule', 'CLOSE-16', '--rule', 'CLOSE-17'];
  const { code, stdout } = await cli('certify', ...rules, '--key', at('k.pem'), '--out', at('out'));
  expect(code).toBe(0);
  expect(stdout).toMatch(/^certificate .*certificate\.json$/m);
  expect(stdout).not.toContain('no certificate of conformance');
}, 120_000);
afterAll(() => own.remove());

describe('keys', () => {
  test('are for their owner alone, named by their ID, and never written over in silence', async () => {
    const { code, stdout } = await cli('keys', '--out', own.path);
    expect(code).toBe(0);
    const secret = at('vdi-conformance.pem');
    expect((await stat(secret)).mode & 0o777).toBe(0o600);
    const pem = await readFile(secret, 'utf8');
    expect(pem).toMatch(/^-----BEGIN PRIVATE KEY-----\n/);
    expect(await readFile(at('vdi-conformance.pub.pem'), 'utf8')).toMatch(/^-----BEGIN PUBLIC KEY-----\n/);
    expect(stdout).toMatch(/^key ID {7}[0-9a-f]{64}$/m);
    expect(stdout).not.toContain(pem.split('\n')[1]);

    expect(await cli('keys', '--out', own.path)).toMatchObject({ code: 2, stdout: '' });
    expect(await readFile(secret, 'utf8')).toBe(pem);
    // With --force neither a link is followed, nor do the permissions of what was there stay.
    await writeFile(at('others'), '', { mode: 0o666 });
    await rm(secret);
    await symlink(at('others'), secret);
    expect(await cli('keys', '--force', '--out', own.path)).toMatchObject({ code: 0 });
    expect(await readFile(at('others'), 'utf8')).toBe('');
    expect((await stat(secret)).mode & 0o777).toBe(0o600);
  });

  test('go into a folder that is made for them, or are refused where none can be', async () => {
    expect(await cli('keys', '--out', at('new', 'keys'))).toMatchObject({ code: 0 });
    expect((await stat(at('new', 'keys'))).mode & 0o777).toBe(0o700);
    const within = at('new', 'keys', 'vdi-conformance.pem');
    const refused = await cli('keys', '--out', path.join(within, 'further'));
    expect(refused).toMatchObject({ code: 2, stdout: '' });
    expect(refused.stderr).toContain('KEY_NOT_WRITABLE');
  });

  test.each<[string, () => Promise<string> | string, RegExp]>([
    ['is not there', () => at('nowhere.pem'), /cannot be read \(ENOENT\)/],
    ['is no key', () => path.join(PACKAGE_ROOT, 'package.json'), /no private key in PEM/],
    ['is the public one', () => at('k.pub.pem'), /no private key in PEM/],
    ['is for something else', () => otherKey('ec', false), /a key for ec/],
    ['has a password', () => otherKey('ed', true), /encrypted with a password/],
  ])('one that %s cannot sign, which is said before anything starts', async (_, file, why) => {
    const { code, stdout, stderr } = await cli('certify', '--key', await file(), '--out', at('never'));
    expect([code, stdout]).toEqual([2, '']);
    expect(stderr).toMatch(why);
    await expect(stat(at('never'))).rejects.toThrow('ENOENT');
  });

  test('that is itself given in place of a file is not repeated', async () => {
    const pem = await readFile(at('k.pem'), 'utf8');
    const { code, stderr } = await cli('certify', `--key=${pem}`);
    expect(code).toBe(2);
    expect(stderr).toContain('given a key itself');
    expect(stderr).not.toContain(pem.split('\n')[1]);
  });

  test('in the environment is taken out of it, so that no program of the run inherits it', () => {
    const environment = { VDI_CONFORMANCE_KEY: 'pem', PATH: '/bin' };
    expect(takeKeyFrom(environment)).toBe('pem');
    expect(environment).toEqual({ PATH: '/bin' });
    expect(takeKeyFrom({ VDI_CONFORMANCE_KEY: ' ' })).toBeUndefined();
    expect(takeKeyFrom({})).toBeUndefined();
  });

  test.each([
    [['--shard', '1/2'], /a part of a run is not signed/],
    [['--fault', 'CLOSE-01.x'], /certifies nothing/],
  ])('do not sign a run with %j', async (more, why) => {
    const { code, stderr } = await cli('certify', '--key', at('k.pem'), ...more);
    expect(code).toBe(2);
    expect(stderr).toMatch(why);
  });

  async function otherKey(kind: 'ec' | 'ed', password: boolean): Promise<string> {
    const { privateKey } =
      kind === 'ec' ? generateKeyPairSync('ec', { namedCurve: 'P-256' }) : generateKeyPairSync('ed25519');
    const secret = password ? { cipher: 'aes-256-cbc', passphrase: 'p' } : {};
    const file = at(`${kind}.pem`);
    await writeFile(file, privateKey.export({ type: 'pkcs8', format: 'pem', ...secret }));
    return file;
  }
});

describe('verify', () => {
  test.each(['out', 'out/histories'])('finds a certificate genuine with the histories in %s', async (dir) => {
    const { code, stdout } = await cli(...signed(), '--histories', at(dir));
    expect(stdout).toMatch(
      /histories +2 as signed, 2 judged again\n\ngenuine: a certificate of conformance\n$/,
    );
    expect(code).toBe(0);
  });

  test('tells the same as JSON, and nothing else', async () => {
    const { code, stdout } = await cli(...signed(), '--json');
    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({
      schema: 'vdi-conformance/verification/1',
      outcome: 'genuine',
      histories: null,
      says: { verdict: 'conformant', rules: { asked: 2, known: 17 } },
    });
  });

  test('names the history that was altered, even by a byte', async () => {
    await cp(at('out'), at('altered'), { recursive: true });
    await appendFile(at('altered', 'histories', 'CLOSE-17.json'), ' ');
    const { code, stdout } = await cli(...signed(), '--histories', at('altered'));
    expect(code).toBe(1);
    expect(stdout).toMatch(/^history CLOSE-17: .*altered/m);
    expect(stdout).not.toContain('history CLOSE-16:');
  });

  test('reads no history through a link that leads out of the folder', async () => {
    await cp(at('out'), at('linked'), { recursive: true });
    await rm(at('linked', 'histories', 'CLOSE-17.json'));
    await symlink(at('out', 'histories', 'CLOSE-17.json'), at('linked', 'histories', 'CLOSE-17.json'));
    const { code, stdout } = await cli(...signed(), '--histories', at('linked'));
    expect(code).toBe(1);
    expect(stdout).toMatch(/^history CLOSE-17: it is a link that leads out/m);
  });

  test('tells an unknown signer from an altered payload', async () => {
    await cli('keys', '--out', at('other.pem'));
    const unknown = await cli('verify', at('out', 'certificate.json'), '--public-key', at('other.pub.pem'));
    expect(unknown.code).toBe(1);
    expect(unknown.stdout).toMatch(/^unknown signer: /m);
    const envelope = envelopeSchema.parse(JSON.parse(await readFile(at('out', 'certificate.json'), 'utf8')));
    const text = Buffer.from(envelope.payload, 'base64')
      .toString()
      .replace('"result":"PASSED"', '"result":"WARNED"');
    const payload = Buffer.from(text).toString('base64');
    await writeFile(at('false.json'), JSON.stringify({ ...envelope, payload }));
    const altered = await cli('verify', at('false.json'), '--public-key', at('k.pub.pem'));
    expect(altered.code).toBe(1);
    expect(altered.stdout).toMatch(/^signature: .*\nresult: result does not follow/m);
  });

  test.each<[string, () => string[], RegExp]>([
    ['no public key', () => [at('out', 'certificate.json')], /--public-key/],
    [
      'a private key',
      () => [at('out', 'certificate.json'), '--public-key', at('k.pem')],
      /nobody needs who verifies/,
    ],
    ['no certificate', () => [at('none.json'), '--public-key', at('k.pub.pem')], /cannot be read/],
    ['no such folder', () => [...signed().slice(1), '--histories', at('none')], /there is no folder/],
  ])('is a usage error with %s', async (_, args, why) => {
    const { code, stdout, stderr } = await cli('verify', ...args());
    expect([code, stdout]).toEqual([2, '']);
    expect(stderr).toMatch(why);
  });

  test('in a kit with another judge it cannot be judged again, and is not called false', async () => {
    const kit = at('kit');
    await cp(path.join(PACKAGE_ROOT, 'dist'), path.join(kit, 'dist'), { recursive: true });
    await cp(path.join(PACKAGE_ROOT, 'package.json'), path.join(kit, 'package.json'));
    await symlink(path.join(PACKAGE_ROOT, 'node_modules'), path.join(kit, 'node_modules'));
    await appendFile(path.join(kit, 'dist', 'specs', 'close', 'CLOSE-01.judge.js'), '// another\n');
    const main = path.join(kit, 'dist', 'harness', 'cli', 'main.js');
    const { code, stdout } = await run(main, [...signed(), '--histories', at('out')]);
    expect(stdout).toMatch(
      /2 as signed, 0 judged again\n\nother version: .*\nnot false, and not judged again/,
    );
    expect(code).toBe(4);
  });
});

test('the page of a signed run links to the certificate beside it, and names the key', async () => {
  const page = await readFile(at('out', 'report.html'), 'utf8');
  const key = createPublicKey(await readFile(at('k.pub.pem'), 'utf8'));
  expect(page).toMatch(new RegExp(`<a href="certificate.json">.*<code>${keyIdOf(key)}</code>`));
});

test('a run can be signed afterwards, where no client is run; not if a finding was changed meanwhile', async () => {
  const pem = await readFile(at('k.pem'), 'utf8');
  const env = { VDI_CONFORMANCE_KEY: pem };
  const merged = await run(MAIN, ['merge', at('out'), '--out', at('merged')], env);
  expect(merged.code).toBe(0);
  const args = [
    at('merged', 'certificate.json'),
    '--public-key',
    at('k.pub.pem'),
    '--histories',
    at('merged'),
  ];
  expect(await cli('verify', ...args)).toMatchObject({ code: 0 });

  const file = at('merged', 'run.json');
  const document = runDocumentSchema.parse(JSON.parse(await readFile(file, 'utf8')));
  const [finding, ...others] = document.findings;
  const findings = [{ ...finding!, reason: 'it was very good', cases: [] }, ...others];
  await writeFile(file, JSON.stringify({ ...document, findings }));
  const changed = await run(MAIN, ['merge', at('merged'), '--out', at('again')], env);
  expect(changed.code).toBe(4);
  expect(changed.stderr).toMatch(/nothing was signed.*finding CLOSE-16: /);
  await expect(stat(at('again', 'certificate.json'))).rejects.toThrow('ENOENT');
  expect(await readFile(at('again', 'report.html'), 'utf8')).not.toContain('certificate.json');
});

test('what was found may be signed though it is no conformance, and everybody says so', async () => {
  const env = { FAKE_SPECS: '{"CLOSE-02":"no-finding"}' };
  const args = ['certify', '--rule', 'CLOSE-02', '--key', at('k.pem'), '--out', at('fake')];
  const { code, stdout } = await run(FAKE, args, env);
  expect(code).toBe(4);
  expect(stdout).toContain('no certificate of conformance: it states that the run is inconclusive');
  const verified = await run(FAKE, [
    'verify',
    at('fake', 'certificate.json'),
    '--public-key',
    at('k.pub.pem'),
  ]);
  expect(verified.stdout).toContain('genuine, and no certificate of conformance');
  expect(verified.code).toBe(4);
});
