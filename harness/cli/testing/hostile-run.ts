import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { expect } from 'vitest';
import { historySchema } from '../../history/history.js';
import { expectationOf, partsOf } from './hostile-expectations.js';
import type { KitCopy } from './kit-copy.js';

/** Limits of calls are a second, and role processes get four to start. */
const PATIENCE = '0.2';
/** The same for all rules at once, on a machine that they keep busy: two seconds. */
const PATIENCE_WITH_ALL = '0.4';
/** A rule with three cases, each of which hangs once, and something for a busy machine, in milliseconds. */
const LONGEST_MS = 20_000;

/** The library that misbehaves, in a copy of the kit. */
export function hostileLibrary(kit: KitCopy): string {
  return kit.file('native', `${process.platform}-${process.arch}`, 'libvdi_hostile.so');
}

/** Certifies one rule on a library that does a misdeed, and expects of the finding what has to be found. */
export async function expectFound(kit: KitCopy, id: string): Promise<void> {
  const { rule, verdict, says } = expectationOf(id);
  const args = ['--vdi', hostileLibrary(kit), '--fault', id, '--rule', rule, '--patience', PATIENCE];
  const { document, code, stderr } = await kit.certify(args).ended;
  const finding = document?.findings[0];
  expect(`${finding?.verdict}: ${finding?.reason}; ${finding?.observed ?? ''}${stderr}`).toMatch(
    new RegExp(`^${verdict}: .*${says.source}`, 's'),
  );
  expect(document?.problems).toEqual([]);
  expect(code).toBe({ pass: 0, fail: 1, inconclusive: 4 }[verdict as 'pass' | 'fail' | 'inconclusive']);
  expect(document?.durationMs).toBeLessThan(LONGEST_MS);
}

/**
 * Certifies every rule on a library that does a misdeed in sets of three devices, and expects of every finding that the
 * cases in which such a set came to the misdeed failed, and that every other passed.
 */
export async function expectThreeDevicesAlone(kit: KitCopy, misdeed: string): Promise<void> {
  const id = `HOSTILE.${misdeed}`;
  const { object, method } = partsOf(id);
  const args = [
    '--vdi',
    hostileLibrary(kit),
    '--fault',
    `${id}.with-3-devices`,
    '--patience',
    PATIENCE_WITH_ALL,
  ];
  const run = kit.certify(args);
  const { document, code } = await run.ended;
  expect(code).toBe(1);
  expect(document?.findings.length).toBe(17);
  for (const { rule, history, cases } of document?.findings ?? []) {
    const text = await readFile(path.join(run.out, history?.path ?? ''), 'utf8');
    const { cases: played, events } = historySchema.parse(JSON.parse(text));
    const reached = played.filter(
      ({ id: each, parameters }) =>
        parameters['devices'] === 3 &&
        events.some(
          (event) =>
            event.case === each && event.kind === 'call' && event.method === method && event.role === object,
        ),
    );
    const failed = cases.filter(({ verdict }) => verdict === 'fail').map((each) => each.case);
    expect(failed, rule).toEqual(reached.map((each) => each.id));
    expect(cases.filter(({ verdict }) => verdict !== 'pass').length, rule).toBe(failed.length);
  }
}
