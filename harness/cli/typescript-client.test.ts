import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { afterAll, describe, expect, it } from 'vitest';
import { runDocumentSchema, type RunDocument } from '../../reports/json/run-document.js';
import { rulesOf } from '../../specs/rules/catalogue.js';
import { PACKAGE_ROOT } from '../kit-package.js';
import { WRONG_NAMES } from '../reference/clients/wrong-client.js';
import { typescriptClient } from './faults/own-client.js';

/** A client that issues its T-SQL itself, and runs in Node: what one with the kit's T-SQL cannot show. */

const MAIN = path.join(PACKAGE_ROOT, 'dist', 'harness', 'cli', 'main.js');
const RULES = rulesOf(['client']).map(({ id }) => id);
/** A wrong one that hangs costs a whole limit in each case. */
const SHORT = { endMs: 3_000, runMs: 10_000 };
const folder = await mkdtemp(path.join(tmpdir(), 'vdi-typescript-client-'));
/** Each case is a Node of its own, with its modules to be loaded; some wait for a limit. On a busy machine. */
const LIMIT_MS = 300_000;
afterAll(() => rm(folder, { recursive: true, force: true }));

/** The client as a configuration's file has it. @param limits left out: those by default. */
function configured(wrong?: string, limits?: typeof SHORT): object {
  const { command, env, statements, success, maxDevices } = typescriptClient(wrong);
  return { command, env, statements, success, maxDevices, ...(limits && { limits }) };
}

async function certify(client: object, rules: readonly string[] = []): Promise<RunDocument> {
  const config = path.join(folder, 'config.json');
  await writeFile(config, JSON.stringify(client));
  const asked = rules.flatMap((rule) => ['--rule', rule]);
  const args = [MAIN, 'certify', '--subject', 'client', '--config', config, '--json', '--out'];
  const { stdout } = await promisify(execFile)(
    process.execPath,
    [...args, path.join(folder, 'out'), ...asked],
    {
      cwd: folder,
    },
  ).catch((error: unknown) => error as { stdout: string });
  return runDocumentSchema.parse(JSON.parse(stdout));
}

it(
  'keeps every rule when it is right',
  async () => {
    const { findings, verdict, view } = await certify(configured());
    expect(
      findings.map(({ rule, verdict: found, reason }) => `${rule} ${found === 'pass' ? found : reason}`),
    ).toEqual(RULES.map((rule) => `${rule} pass`));
    expect({ verdict, view }).toEqual({ verdict: 'conformant', view: 'inside' });
  },
  LIMIT_MS,
);

/** The server closes the set, and the statement fails at once: every one of them has to do with that, and can. */
const RIGHT_AT = 'CLIENT-CLOSE-03';

/** The evidence with which each wrong one is caught. */
const CAUGHT: Record<(typeof WRONG_NAMES)[number], { rule: string; reason: RegExp; observed: RegExp }> = {
  'ignores-refused-statement': {
    rule: 'CLIENT-CLOSE-11',
    reason: /^case no-such-database: the client did not end$/,
    observed: /its last call was IClientVirtualDeviceSet2::GetConfiguration$/,
  },
  'waits-for-statement': {
    rule: 'CLIENT-CLOSE-08',
    reason: /^case in-GetConfiguration-1-session-stays: the client did not end$/,
    observed: /its last call was IClientVirtualDeviceSet2::GetConfiguration$/,
  },
  'reconnects-for-ever': {
    rule: 'CLIENT-CLOSE-10',
    reason: /-die: the client did not end$/,
    observed: /its last call was \w+::(GetConfiguration|SignalAbort)$/,
  },
  'tells-success-of-refused': {
    rule: 'CLIENT-CLOSE-23',
    reason: /^case no-such-database: the client told success of a backup that was refused$/,
    observed: /^success$/,
  },
};

describe.each(WRONG_NAMES.map((name) => ({ name, ...CAUGHT[name] })))(
  '$name',
  ({ name, rule, reason, observed }) => {
    it(
      `is caught by ${rule}, and is right where nothing asks for what it does wrong`,
      async () => {
        const { findings } = await certify(configured(name, SHORT), [RIGHT_AT, rule]);
        const [right, found] = findings;
        expect(right).toMatchObject({ rule: RIGHT_AT, verdict: 'pass' });
        expect(found).toMatchObject({ rule, verdict: 'fail' });
        expect(found?.reason).toMatch(reason);
        expect(found?.observed).toMatch(observed);
      },
      LIMIT_MS,
    );
  },
);
