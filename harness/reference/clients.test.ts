import { execFile } from 'node:child_process';
import { readdir, stat } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { LEDGER_BYTES, startEndpoint } from '../sql/testing/backup-stage.js';
import { ClientStage, type Outcome, type Play } from './testing/client-stage.js';
import { LINUX_CLIENT } from '../targets/linux-native.js';
import { buildOwnClient } from './testing/own-client.js';
import { NOT_SEEN_FROM_OUTSIDE, SEEN_FROM_OUTSIDE, type Scenario } from './testing/wrong-clients.js';
import type { RunningEndpoint } from './sql/process/start-endpoint.js';

/**
 * The client programs of our own, with which the kit is tried: the right one does everything right, as far as that is seen from
 * outside, and each wrong one departs.
 */
await buildOwnClient();
const { stdout } = await promisify(execFile)(LINUX_CLIENT, ['--list-wrong']);
const listed = stdout
  .trim()
  .split('\n')
  .map((line) => line.split('\t'));

let endpoint: RunningEndpoint;
let stage: ClientStage;
beforeAll(async () => {
  endpoint = await startEndpoint();
  stage = await ClientStage.open(endpoint);
});
afterAll(async () => {
  await stage.close();
  await endpoint.stop();
});

const SUCCESS: Outcome = { sql: 'completed', exit: 0, done: true, reason: '', left: false };
const failure = (sql: string | null, reason: string): Outcome => ({
  ...{ sql, exit: 1, done: false, left: false },
  reason: `vdi_client: ${reason}`,
});
const ABORTED = 'GetCommand answered 0x80770004';
const FULL = 'the medium, write: No space left on device';

describe('the right client', () => {
  const ways: readonly (readonly [number, readonly string[]])[] = [
    [1, []],
    [1, ['--threads']],
    [4, []],
    [4, ['--processes']],
    [64, ['--threads']],
    [64, ['--processes']],
  ];
  test.each(ways)('backs up and restores: %i devices %j', async (devices, words) => {
    const file = await stage.medium();
    expect(await stage.backUp(file, devices, { words })).toEqual(SUCCESS);
    expect(await stage.restore(file, devices, { words })).toEqual(SUCCESS);
    expect(await readdir(path.dirname(file))).toHaveLength(devices);
  });

  test.each([
    ['--max-transfer', '65536'],
    ['--max-transfer', '4194304'],
    ['--prefix-zone', '4096'],
    // Rewind, Position; RandomAccess.
    ['--features', '0x12'],
    ['--features', '0x200'],
  ])('backs up and restores with %s %s', async (...words) => {
    const file = await stage.medium();
    expect(await stage.backUp(file, 2, { words })).toEqual(SUCCESS);
    expect(await stage.restore(file, 2, { words })).toEqual(SUCCESS);
  });

  test.each([
    [1, []],
    [4, []],
  ] as const)(
    'completes with ERROR_DISK_FULL what its medium does not take: %i devices',
    async (devices, words) => {
      const file = await stage.fullMedium(devices);
      expect(await stage.backUp(file, devices, { words })).toEqual(failure('3202:112', FULL));
    },
  );

  test('ends all its processes when the medium of one is full', async () => {
    const file = await stage.fullMedium(4);
    const { reason, ...rest } = await stage.backUp(file, 4, { words: ['--processes'] });
    expect(rest).toEqual({ sql: '3202:112', exit: 1, done: false, left: false });
    expect(reason).toContain(FULL);
  });

  test('tells at its medium’s end what there was, and that it is the end', async () => {
    expect(await stage.restore(await stage.cut(1), 1)).toEqual(failure('3203:38', ABORTED));
  });

  test.each(['--threads', '--processes'])(
    'ends the set for all when one device cannot be served: %s',
    async (way) => {
      const words = [way];
      const file = await stage.stored(1);
      const outcome = await stage.restore(file, 2, { words });
      // Where the server was when it heard of it, is chance.
      expect(outcome.sql).toMatch(/^(3201|3261|3271)/);
      expect(outcome).toMatchObject({ exit: 1, done: false, left: false });
      expect(outcome.reason).toContain('the medium, open: No such file or directory');
    },
  );

  test('fails when the server aborts, refuses its configuration, or does not come', async () => {
    expect(await stage.restore(await stage.zeros(1), 1)).toEqual(failure('3241', ABORTED));
    expect(await stage.refused({})).toEqual(failure('3261', 'GetConfiguration answered 0x80770004'));
    const words = ['--wait-ms', '200'];
    expect(await stage.unattended({ words })).toEqual(failure(null, 'GetConfiguration answered 0x80770003'));
  });

  test('stores what it was sent, and nothing else', async () => {
    const file = await stage.stored(1);
    const { size } = await stat(file);
    // Of the reference's stream: header, data, trailer.
    expect(size).toBe(Math.ceil(LEDGER_BYTES / 65_536 + 2) * 65_536);
  });

  test.each([
    [['--set', 'x'], '--library or --registered'],
    [['--frob'], '--frob'],
    [['--direction', 'sideways'], 'sideways'],
    [['--library', 'l', '--set', 's', '--devices', 'a,,b', '--file', 'f'], 'empty'],
    [['--library', '/nowhere', '--set', 's', '--devices', 'a', '--file', 'f'], 'cannot be used'],
    [['--library', 'l', '--set', 's', '--devices', 'a', '--file', 'f', '--wrong', 'x'], 'by the name of x'],
  ])('says what is wrong with %j', async (args, said) => {
    const failed = await promisify(execFile)(LINUX_CLIENT, args).catch((error: unknown) => error);
    expect(failed).toMatchObject({ code: 1, stdout: '' });
    expect((failed as { stderr: string }).stderr).toContain(said);
  });
});

/** After this a client that hangs is given up; the others need a tenth of it. */
const HANGING_MS = 1_000;

const SCENARIOS: Readonly<Record<Scenario, (play: Play) => Promise<Outcome>>> = {
  backup: async (play) => stage.backUp(await stage.medium(), 1, play),
  'backup of two devices': async (play) => stage.backUp(await stage.medium(), 2, play),
  'backup and restore': async (play) => {
    const file = await stage.medium();
    const backedUp = await stage.backUp(file, 1, play);
    const words = play.words ?? [];
    return backedUp.sql === 'completed' ? stage.restore(file, 1, { words }) : backedUp;
  },
  'a full medium': async (play) => stage.backUp(await stage.fullMedium(1), 1, play),
  'a medium that ends': async (play) => stage.restore(await stage.cut(1), 1, play),
  'one medium missing': async (play) => stage.restore(await stage.stored(1), 2, play),
  'an abort': async (play) => stage.restore(await stage.zeros(1), 1, play),
  'two aborts': async (play) => {
    const file = await stage.zeros(1);
    await stage.restore(file, 1, play);
    return stage.restore(file, 1, play);
  },
  refused: (play) => stage.refused(play),
  unattended: (play) => stage.unattended(play),
};

describe('the wrong clients', () => {
  test('are listed, each with what is wrong', () => {
    expect(listed.length).toBeGreaterThanOrEqual(25);
    for (const each of listed)
      expect(each).toEqual([expect.stringMatching(/^[\w-]+$/), expect.stringMatching(/\w/)]);
    const names = listed.map(([name]) => name);
    const known = [...SEEN_FROM_OUTSIDE.map(({ wrong }) => wrong), ...NOT_SEEN_FROM_OUTSIDE];
    expect([...names].sort()).toEqual([...known].sort());
    expect(new Set(names).size).toBe(names.length);
  });

  test.each(SEEN_FROM_OUTSIDE)('$wrong: $scenario', async ({ wrong, scenario, seen, words = [] }) => {
    // Where it hangs, somebody has to give it up.
    const limits = seen.exit === 'hangs' ? { limitMs: HANGING_MS } : {};
    expect(await SCENARIOS[scenario]({ wrong, words, ...limits })).toMatchObject(seen);
    // The right one, in the same place, does not look like this.
    const patience = scenario === 'unattended' ? { limitMs: HANGING_MS } : {};
    expect(await SCENARIOS[scenario]({ words, ...patience })).not.toMatchObject(seen);
  });

  test.each(NOT_SEEN_FROM_OUTSIDE)('%s comes to an end by itself', async (wrong) => {
    for (const scenario of ['backup of two devices', 'an abort'] as const) {
      const { exit } = await SCENARIOS[scenario]({ wrong });
      expect([0, 1]).toContain(exit);
    }
  });
});
