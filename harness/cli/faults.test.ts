import { execFile } from 'node:child_process';
import path from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';
import { DEPARTURES } from '../../specs/faults/catalogue.js';
import { RULES } from '../../specs/rules/catalogue.js';
import { PACKAGE_ROOT } from '../kit-package.js';
import { EmbeddedTarget } from '../targets/embedded.js';
import type { Matrix } from './faults/matrix.js';

/** The faults of the reference are of use as a proof; `vdi-conformance faults` runs all of them, CI does it. */

const MAIN = path.join(PACKAGE_ROOT, 'dist', 'harness', 'cli', 'main.js');
const faults = await new EmbeddedTarget().faults();
const ids = faults.map(({ id }) => id);

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
    expect(Object.keys(DEPARTURES).sort()).toEqual([...ids].sort());
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
