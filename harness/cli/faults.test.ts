import { execFile } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';
import { DEPARTURES } from '../../specs/faults/catalogue.js';
import { NOT_CAUGHT, WRONG_CLIENTS } from '../../specs/faults/wrong-clients.js';
import { rulesOf } from '../../specs/rules/catalogue.js';
import { PACKAGE_ROOT } from '../kit-package.js';
import { EmbeddedTarget } from '../targets/embedded.js';
import { buildOwnClient } from '../reference/testing/own-client.js';
import type { Matrix } from './faults/matrix.js';
import { wrongNames } from './faults/wrong-clients.js';
import { ownKitCopy } from './testing/kit-of-tests.js';

/** The faults of the reference are of use as a proof; `vdi-conformance faults` runs all of them, CI does it. */

const RULES = rulesOf(['interface']);
const MAIN = path.join(PACKAGE_ROOT, 'dist', 'harness', 'cli', 'main.js');
const faults = await new EmbeddedTarget().faults();
const ids = faults.map(({ id }) => id);
const ofEndpoint = new EmbeddedTarget().endpointFaults().map(({ id }) => id);

async function command(...args: string[]): Promise<{ exitCode: unknown; stdout: string; stderr: string }> {
  const ran = promisify(execFile)(process.execPath, [MAIN, 'faults', ...args]);
  return ran.then(
    (done) => ({ exitCode: 0, ...done }),
    (error: unknown) => {
      const { code, stdout, stderr } = error as { code: unknown; stdout: string; stderr: string };
      return { exitCode: code, stdout, stderr };
    },
  );
}

describe('the catalogue of faults', () => {
  it('has at least sixty-four, each with an id of its own and a description', () => {
    expect(ids.length).toBeGreaterThanOrEqual(64);
    expect(new Set(ids).size).toBe(ids.length);
    for (const { id, description } of faults) {
      expect(id).toMatch(/^CLOSE-\d\d\.[a-z0-9]+(-[a-z0-9]+)*$/);
      expect(description).not.toBe('');
    }
  });

  it('says of each fault with what evidence it has to be caught, and of no other', () => {
    const clients = Object.keys(WRONG_CLIENTS);
    expect(Object.keys(DEPARTURES).sort()).toEqual([...ids, ...ofEndpoint, ...clients].sort());
  });

  it('has several faults for every rule that is not a hazard, and none for a hazard', () => {
    const number = ({ id }: { id: string }) => ids.filter((fault) => fault.startsWith(`${id}.`)).length;
    const [must, hazards] = [
      RULES.filter(({ level }) => level === 'MUST'),
      RULES.filter(({ level }) => level === 'HAZARD'),
    ];
    expect(must.filter((rule) => number(rule) < 2).map(({ id }) => id)).toEqual([]);
    expect(hazards.filter((rule) => number(rule) > 0).map(({ id }) => id)).toEqual([]);
  });

  it('has every wrong client under the rule that it breaks, or says why none catches it', async () => {
    await buildOwnClient();
    const listed = wrongNames();
    const named = Object.keys(WRONG_CLIENTS).map((id) => id.slice(id.indexOf('.') + 1));
    expect(new Set(named).size).toBe(named.length);
    expect([...named, ...Object.keys(NOT_CAUGHT)].sort()).toEqual([...listed].sort());
    expect(named.length).toBeGreaterThanOrEqual(25);
    const without = rulesOf(['client'])
      .filter(({ id }) => !Object.keys(WRONG_CLIENTS).some((fault) => fault.startsWith(`${id}.`)))
      .map(({ id }) => id);
    expect(without).toEqual([]);
  }, 300_000);

  it('has several of the SQL endpoint for every rule of the engine', () => {
    expect(ofEndpoint.length).toBeGreaterThanOrEqual(15);
    expect(new Set(ofEndpoint).size).toBe(ofEndpoint.length);
    const number = ({ id }: { id: string }) => ofEndpoint.filter((each) => each.startsWith(`${id}.`)).length;
    expect(rulesOf(['engine']).filter((rule) => number(rule) < 2)).toEqual([]);
  });
});

describe('vdi-conformance faults', () => {
  it('says which rules caught a fault, and for what reason, as JSON alone', async () => {
    const sample = [
      'CLOSE-04.noerror-if-some-closed',
      'CLOSE-05.further-areas-left',
      'CLOSE-07.only-first-woken',
      'CLOSE-14.crashes-without-agent',
    ];
    const { exitCode, stdout } = await command('--json', ...sample.flatMap((id) => ['--fault', id]));
    const matrix = JSON.parse(stdout) as Matrix;
    expect(matrix).toMatchObject({ total: 4, caught: 4, rulesWithoutOwnFault: [] });
    const caught = matrix.faults.map(({ id, rule, caughtBy, caughtForTheReason }) => ({
      id,
      rule,
      caughtBy,
      caughtForTheReason,
    }));
    expect(caught).toEqual(
      sample.map((id) => {
        const rule = id.slice(0, 'CLOSE-00'.length);
        return { id, rule, caughtBy: [rule], caughtForTheReason: true };
      }),
    );
    expect(exitCode).toBe(0);
  });

  it('does the same with the faults of the SQL endpoint, against the rules of the engine', async () => {
    const { exitCode, stdout } = await command(
      '--subject',
      'engine',
      '--fault',
      'engine-close-07.end-not-told',
    );
    expect(stdout).toMatch(/^ENGINE-CLOSE-07\.end-not-told ( {2}\.){6} {2}x( {2}\.){4}$/m);
    expect(stdout).toContain(
      '1 of 1 faults caught by their rule, for their reason; 1 of them by that rule alone',
    );
    expect(exitCode).toBe(0);
  });

  it('prints a row for each fault', async () => {
    const { exitCode, stdout } = await command('--fault', 'close-10.last-*');
    expect(stdout).toMatch(/^CLOSE-10\.last-forgotten ( {2}[.?x]){17}$/m);
    expect(stdout).toContain(
      '1 of 1 faults caught by their rule, for their reason; 0 of them by that rule alone',
    );
    expect(exitCode).toBe(0);
  });

  it('lists the faults of a rule', async () => {
    const { stdout } = await command('--list', '--rule', 'CLOSE-1[2-3]');
    const listed = stdout.split('\n').filter((line) => line !== '');
    expect(listed.length).toBe(ids.filter((id) => /^CLOSE-1[23]/.test(id)).length);
  });

  it.each(['interface', 'engine', 'client'])(
    'lists those of the subject %s as JSON alone',
    async (subject) => {
      const { exitCode, stdout } = await command('--list', '--json', '--subject', subject);
      const text = await command('--list', '--subject', subject);
      const { schema, faults } = JSON.parse(stdout) as { schema: string; faults: Record<string, string>[] };
      expect([schema, exitCode]).toEqual(['vdi-conformance/fault-list/1', 0]);
      expect(faults.map(({ id, description }) => `${id}  ${description}\n`).join('')).toBe(text.stdout);
      expect(faults.filter(({ id, rule }) => !id?.startsWith(`${rule}.`))).toEqual([]);
      expect(faults.length).toBeGreaterThan(0);
    },
  );

  it.each([
    [['--fault', 'CLOSE-05.unheard-of']],
    [['--rule', 'CLOSE-99']],
    [['--rule', 'CLOSE-06']],
    [['--jobs', '0']],
  ])('ends with 2 for what cannot be done as asked: %j', async (args) => {
    const { exitCode, stdout, stderr } = await command('--json', ...args);
    expect(exitCode).toBe(2);
    expect(stdout).toBe('');
    expect(stderr).not.toBe('');
  });
});

/** A matrix that is not complete: judges, evidence and roles of a copy of the kit are damaged. */
describe('vdi-conformance faults, with a judge that is not done', () => {
  const own = ownKitCopy();

  const fault = 'CLOSE-16.second-close-succeeds';
  const judge = ['specs', 'close', 'CLOSE-16.judge.js'] as const;
  const head = 'export const TRANSFERS = 4; export const judge = () =>';

  /** The row of the fault, what is said below it, and the exit code. */
  async function matrix(...more: string[]): Promise<{ row: string; code: number | null }> {
    const { stdout, code } = await own.kit.run('faults', ['--fault', fault, ...more]).ended;
    const [, row = ''] = /^(CLOSE-16\.[^]*?)\n\n/m.exec(stdout) ?? [];
    return { row, code };
  }

  it.each([
    ['passes everything', `${head} ({ verdict: 'pass', reason: '', decidedBy: [] });`, '.'],
    ['throws', `${head} { throw new Error('planted'); };`, '?'],
  ])('that %s: not caught, 1', async (_, text, cell) => {
    await writeFile(own.kit.file(...judge), text);
    const { row, code } = await matrix();
    expect(row).toMatch(new RegExp(`^${fault} ( {2}\\.){15} {2}\\${cell} {2}\\.\n +not caught by CLOSE-16$`));
    expect(code).toBe(1);
  });

  it('that fails everything, for a reason of its own: caught for another reason, 1', async () => {
    const verdict = `({ verdict: 'fail', reason: 'whim', observed: 'nothing', decidedBy: [1] })`;
    await writeFile(own.kit.file(...judge), `${head} ${verdict};`);
    const { row, code } = await matrix();
    expect(row).toMatch(/x {2}\.\n +caught for another reason: case [-\w]+: whim; nothing$/);
    expect(code).toBe(1);
  });

  it('of another rule that fails everything: it is reached, 1', async () => {
    const verdict = `({ verdict: 'fail', reason: 'whim', observed: 'nothing', decidedBy: [1] })`;
    await writeFile(
      own.kit.file('specs', 'close', 'CLOSE-09.judge.js'),
      `export const judge = () => ${verdict};`,
    );
    const { row, code } = await matrix();
    expect(row).toMatch(/x {2}\.\n +reaches CLOSE-09$/);
    expect(code).toBe(1);
  });

  it('but the kit itself fails: nothing is said of the fault, 4', async () => {
    await writeFile(
      own.kit.file('agent', 'role.cjs'),
      "process.stderr.write('planted'); process.exitCode = 9;",
    );
    // No role ever starts, so no limit is too short for one.
    const { row, code } = await matrix('--patience', '0.05');
    expect(row).toMatch(/( {2}\?){17}\n/);
    expect(row).toMatch(/the kit or its machine failed: CLOSE-01, /);
    expect(code).toBe(4);
  });
});
