import { createPrivateKey } from 'node:crypto';
import { cp, readdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { buildOwnClient } from '../reference/testing/own-client.js';
import type { CliEnd } from './testing/kit-copy.js';
import { KEY, PlantedMachine, PUBLIC_KEY, SETTINGS, tracesOf } from './testing/planted-machine.js';
import { Trace } from './testing/trace.js';

/** No secret, user's name, host's name or folder of the machine is in anything that a run writes or prints. */

/** A build of the client, or runs, on a busy machine. */
const LONG_MS = 300_000;

beforeAll(() => buildOwnClient(), LONG_MS);
let machine: PlantedMachine;
beforeEach(async () => {
  machine = await PlantedMachine.make();
}, LONG_MS);
afterEach(() => machine.remove(), LONG_MS);

type Ran = CliEnd & { readonly out?: string };

/** Everything that was written and printed, by where it is: for a file its path within the output folder. */
async function told({ out = '', stdout, stderr }: Ran): Promise<Map<string, Buffer>> {
  const entries = out === '' ? [] : await readdir(out, { recursive: true, withFileTypes: true });
  const files = entries.filter((each) => each.isFile()).map((each) => path.join(each.parentPath, each.name));
  const read = await Promise.all(
    files.map(async (file) => [path.relative(out, file), await readFile(file)] as const),
  );
  const names = ['names of files', Buffer.from(read.map(([name]) => name).join('\n'))] as const;
  return new Map([...read, names, ['stdout', Buffer.from(stdout)], ['stderr', Buffer.from(stderr)]]);
}

/** `what: where` for everything that is told and must not be. @param traces of what. */
async function leaks(ran: Ran, traces: readonly Trace[] = machine.traces): Promise<string[]> {
  const all = [...(await told(ran))];
  return all.flatMap(([where, bytes]) =>
    traces.filter((trace) => trace.isIn(bytes)).map(({ what }) => `${what}: ${where}`),
  );
}

const rules = (...ids: string[]): string[] => ids.flatMap((id) => ['--rule', id]);
const library = (name: string): string => machine.kit.file('native', `linux-${process.arch}`, name);
/** A file in the folder of whoever certifies. */
const own = (name: string): string => path.join(machine.folder, name);

describe('nothing of the machine is told by a run', () => {
  it(
    'that passes',
    async () => {
      await cp(library('libvdi_reference.so'), own('libyours.so'));
      const config = [
        '--config',
        await machine.client(),
        '--vdi',
        './libyours.so',
        '--html',
        '--key',
        own(KEY),
      ];
      const asked = rules('CLOSE-01', 'ENGINE-CLOSE-01', 'CLIENT-CLOSE-01');
      const ran = await machine.certify([...asked, ...config]);
      expect(`${ran.stdout}${ran.stderr}`).toContain('3 rules: 3 pass');
      expect(ran.code).toBe(0);
      expect(await leaks(ran)).toEqual([]);

      // The search is worth something: what may be told is found in the page, in which Allure encodes everything.
      const files = await told(ran);
      const certificate = JSON.parse(String(files.get('certificate.json'))) as { payload: string };
      expect(Buffer.from(certificate.payload, 'base64').toString()).toContain(`"name":"${SETTINGS}"`);
      const page = files.get(path.join('allure-report', 'index.html'));
      expect(page && new Trace('', 'VD_E_CLOSE').isIn(page)).toBe(true);
    },
    LONG_MS,
  );

  it(
    'that is signed, and verified, by keys that lie there',
    async () => {
      const made = await machine.command(['keys', '--out', own('new.pem')]);
      expect(made.stdout).toMatch(/^private key {2}new\.pem: /m);
      const pem = await readFile(own('new.pem'));
      const traces = tracesOf(createPrivateKey(pem));
      expect(traces.some((trace) => trace.isIn(pem))).toBe(true);
      expect(await leaks(made, [...machine.traces, ...traces])).toEqual([]);

      const ran = await machine.certify([...rules('CLOSE-16'), '--key', own(KEY)]);
      expect(ran.stdout).toMatch(/^certificate +\S*certificate\.json$/m);
      expect(await leaks(ran)).toEqual([]);
      const verified = (publicKey: string, ...more: string[]): Promise<Ran> =>
        machine.command([
          'verify',
          path.join(ran.out, 'certificate.json'),
          '--public-key',
          own(publicKey),
          ...more,
        ]);
      const histories = ['--histories', ran.out];
      for (const [by, how, says] of [
        [PUBLIC_KEY, histories, /^genuine: a certificate of conformance$/m],
        [PUBLIC_KEY, [...histories, '--json'], /"outcome": "genuine"/],
        ['new.pub.pem', histories, /^unknown signer/m],
      ] as const) {
        const end = await verified(by, ...how);
        expect(end.stdout).toMatch(says);
        expect(await leaks(end)).toEqual([]);
      }
      await writeFile(path.join(ran.out, 'histories', 'CLOSE-16.json'), '{}');
      const altered = await verified(PUBLIC_KEY, ...histories);
      expect(altered.stdout).toMatch(/^history CLOSE-16: /m);
      expect(await leaks(altered)).toEqual([]);
    },
    LONG_MS,
  );

  it(
    'that fails, because a library crashes, and because a client goes on after an abort',
    async () => {
      await cp(library('libvdi_hostile.so'), own('libwrong.so'));
      // It stands before the reference, and misbehaves at times.
      await cp(library('libvdi_reference.so'), own('libvdi_reference.so'));
      const misdeed = ['--vdi', './libwrong.so', '--fault', 'HOSTILE.crashes-in-server-Close'];
      const crashed = await machine.certify([...rules('CLOSE-01'), ...misdeed]);
      expect(crashed.code).toBe(1);
      expect(await leaks(crashed)).toEqual([]);

      const config = ['--config', await machine.client('ignores-result-of-CompleteCommand')];
      const signed = { VDI_CONFORMANCE_KEY: machine.key };
      const departed = await machine.certify([...rules('CLIENT-CLOSE-19'), ...config], signed);
      expect(departed.stdout).toMatch(/^certificate /m);
      expect(departed.stdout).toMatch(/departed: +event \d+: called GetCommand after VD_E_ABORT/);
      expect(departed.code).toBe(1);
      expect(await leaks(departed)).toEqual([]);
    },
    LONG_MS,
  );

  it(
    'that is inconclusive, because a judge throws, a spec cannot be loaded, and a client cannot be started',
    async () => {
      const throws = 'throw new Error(`${import.meta.filename} ${process.env.HOME}`)';
      await writeFile(
        machine.kit.file('specs', 'close', 'CLOSE-16.judge.js'),
        `export const TRANSFERS = 4; export const judge = () => { ${throws}; };`,
      );
      await writeFile(machine.kit.file('specs', 'close', 'CLOSE-15.spec.js'), "import './nowhere.js';");
      await writeFile(own('no-program'), 'neither is this one');
      const asked = rules('CLOSE-15', 'CLOSE-16', 'CLIENT-CLOSE-05');
      const ran = await machine.certify([...asked, '--', './no-program', '{set}', '{devices}']);
      expect(ran.stdout).toMatch(/CLOSE-15 inconclusive: .*nowhere\.js/);
      expect(ran.stdout).toMatch(/CLOSE-16 inconclusive: .*judge itself failed/);
      expect(ran.stdout).toMatch(/CLIENT-CLOSE-05 inconclusive: .*could not be started/);
      expect(ran.code).toBe(4);
      expect(await leaks(ran)).toEqual([]);
    },
    LONG_MS,
  );

  it(
    'that is inconclusive, because roles cannot load what records, and because they do not even start',
    async () => {
      await writeFile(library('libvdi_recorder.so'), 'not a library');
      const without = await machine.certify(rules('CLOSE-16'));
      expect(without.stdout).toMatch(/CLOSE-16 inconclusive: .*kit or its machine failed/);
      expect(without.code).toBe(4);
      expect(await leaks(without)).toEqual([]);

      const says = 'process.stderr.write(`${__filename} ${process.env.HOME}`); process.exitCode = 9;';
      await writeFile(machine.kit.file('agent', 'role.cjs'), says);
      const none = await machine.certify(rules('CLOSE-16'));
      expect(none.stdout).toMatch(/CLOSE-16 inconclusive: .*ROLE_NOT_STARTED/);
      expect(none.code).toBe(4);
      expect(await leaks(none)).toEqual([]);
    },
    LONG_MS,
  );
});
