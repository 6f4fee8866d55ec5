import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { historySchema } from '../history/history.js';
import { runDocumentSchema, type RunDocument } from '../../reports/json/run-document.js';
import { rulesOf } from '../../specs/rules/catalogue.js';
import { PACKAGE_ROOT } from '../kit-package.js';
import { buildOwnClient } from '../reference/testing/own-client.js';
import { LINUX_CLIENT } from '../targets/linux-native.js';
import { ownClient } from './faults/own-client.js';

/** The subject client: a client of our own is certified as a vendor's would be. */

const MAIN = path.join(PACKAGE_ROOT, 'dist', 'harness', 'cli', 'main.js');
/** A build, and a certification by all rules, on a busy machine. */
const LONG_MS = 300_000;
const RULES = rulesOf(['client']).map(({ id }) => id);
const folder = await mkdtemp(path.join(tmpdir(), 'vdi-client-test-'));
const out = path.join(folder, 'out');
/** Of the runs of this file alone: other files' runs are at work beside them. */
const temporary = path.join(folder, 'tmp');
await mkdir(temporary);
beforeAll(() => buildOwnClient(), LONG_MS);
afterAll(() => rm(folder, { recursive: true, force: true }));

interface Ran {
  readonly exitCode: unknown;
  readonly stdout: string;
  readonly stderr: string;
}

async function certify(args: readonly string[], command: readonly string[] = []): Promise<Ran> {
  const dashes = command.length === 0 ? [] : ['--', ...command];
  const ran = promisify(execFile)(process.execPath, [MAIN, 'certify', '--out', out, ...args, ...dashes], {
    cwd: folder,
    env: { ...process.env, TMPDIR: temporary },
  });
  return ran.then(
    (done) => ({ exitCode: 0, ...done }),
    (error: unknown) => {
      const { code, stdout, stderr } = error as { code: unknown; stdout: string; stderr: string };
      return { exitCode: code, stdout, stderr };
    },
  );
}

const right = (...more: string[]): readonly string[] => ownClient('embedded', undefined, more).command;
const wrong = (name: string): readonly string[] => ownClient('embedded', name).command;
const rules = (...ids: string[]): string[] => ids.flatMap((id) => ['--rule', `CLIENT-CLOSE-${id}`]);

function documentOf({ stdout }: Ran): RunDocument {
  return runDocumentSchema.parse(JSON.parse(stdout));
}

describe('a client that is right', () => {
  it(
    'keeps every rule that applies to it, and leaves nothing',
    async () => {
      const ran = await certify(['--subject', 'client', '--json'], right());
      const document = documentOf(ran);
      expect(document.findings.map(({ rule, verdict, reason }) => ({ rule, verdict, reason }))).toEqual(
        RULES.map((rule) => ({
          rule,
          verdict: rule === 'CLIENT-CLOSE-11' ? 'not-applicable' : 'pass',
          reason: expect.any(String) as string,
        })),
      );
      expect(document).toMatchObject({ subject: 'client', verdict: 'conformant', view: 'inside' });
      expect(document.client).toEqual({
        name: 'vdi_client',
        files: [
          {
            file: 'vdi_client',
            sha256: createHash('sha256')
              .update(await readFile(LINUX_CLIENT))
              .digest('hex'),
          },
        ],
      });
      expect(ran.exitCode).toBe(0);
      expect(await readdir(temporary)).toEqual([]);
    },
    LONG_MS,
  );

  it('has histories with both ends, without folders and passwords', async () => {
    await certify(rules('06'), right());
    const text = await readFile(path.join(out, 'histories', 'CLIENT-CLOSE-06.json'), 'utf8');
    const { events } = historySchema.parse(JSON.parse(text));
    const calls = events.flatMap((event) => (event.kind === 'call' ? [`${event.role} ${event.method}`] : []));
    expect(calls).toContain('client CompleteCommand');
    expect(calls).toContain('server SendCommand');
    const program = events.find(({ kind }) => kind === 'program');
    expect(program).toMatchObject({ file: 'vdi_client', statements: 'kit' });
    expect(text).not.toContain(tmpdir());
    expect(text).not.toContain(PACKAGE_ROOT);
  });

  it('has rules that do not apply to it because of what its configuration says', async () => {
    const ran = await certify([...rules('05', '16'), '--client-devices', '1', '--json'], right());
    const found = documentOf(ran).findings;
    expect(found.map(({ verdict }) => verdict)).toEqual(['pass', 'not-applicable']);
    expect(found[1]?.reason).toContain('maxDevices: 1');
    expect(found[0]?.cases.map(({ verdict }) => verdict)).toEqual(['pass', 'not-applicable']);
  });
});

describe('a client that is wrong', () => {
  it('is shown with both ends beside each other, and the first departure', async () => {
    const { exitCode, stdout } = await certify(rules('19'), wrong('ignores-result-of-CompleteCommand'));
    expect(exitCode).toBe(1);
    expect(stdout).toContain('after it was told of the abort the client called GetCommand');
    expect(stdout).toMatch(/departed: +event \d+: called GetCommand after VD_E_ABORT/);
    expect(stdout).toMatch(/should have: stop, and close the set/);
    expect(stdout).toMatch(/server’s end +│ client program/);
  });

  it('is killed with its children when it does not end', async () => {
    const limits = await certify([...rules('05'), '--json'], wrong('spins-after-abort'));
    expect(limits.exitCode).toBe(1);
    expect(documentOf(limits).findings[0]).toMatchObject({
      verdict: 'fail',
      decidedBy: expect.any(Array) as unknown,
    });
  });

  it('that only tells success too early is told so as advice', async () => {
    const ran = await certify([...rules('05', '23'), '--json'], wrong('abort-as-end'));
    const document = documentOf(ran);
    expect(document.findings.map(({ verdict }) => verdict)).toEqual(['pass', 'fail']);
    expect(document).toMatchObject({ verdict: 'conformant', advice: { failed: ['CLIENT-CLOSE-23'] } });
    expect(ran.exitCode).toBe(0);
  });
});

describe('a client that cannot be certified', () => {
  it('is asked for where there is none', async () => {
    const { exitCode, stderr } = await certify(['--subject', 'client']);
    expect(exitCode).toBe(2);
    expect(stderr).toContain('vdi-conformance init');
  });

  it('is refused with the field that is wrong', async () => {
    const config = path.join(folder, 'wrong.json');
    await writeFile(config, JSON.stringify({ command: './client --set {set}' }));
    const { exitCode, stderr } = await certify(['--subject', 'client', '--config', config]);
    expect(exitCode).toBe(2);
    expect(stderr).toMatch(/command: no shell is used/);
  });

  it('is not one that no rule is about, nor one for a container', async () => {
    const other = await certify(['--rule', 'CLOSE-01'], right());
    expect(other.exitCode).toBe(2);
    expect(other.stderr).toContain('--subject client');
    const container = await certify(['--subject', 'client', '--target', 'windows-container'], right());
    expect(container.exitCode).toBe(2);
    expect(container.stderr).toContain('not run in a container');
  });

  it('is a usage error when it is not there, and inconclusive when it cannot be started', async () => {
    const nowhere = await certify(rules('05'), ['/nonexistent/client', '{set}', '{devices}']);
    expect(nowhere.exitCode).toBe(2);
    expect(nowhere.stderr).toContain('there is no client program /nonexistent/client');
    const { exitCode, stdout } = await certify(rules('05'), [path.join(PACKAGE_ROOT, 'LICENSE'), '{set}']);
    expect(exitCode).toBe(4);
    expect(stdout).toContain('the client program could not be started');
  });
});
