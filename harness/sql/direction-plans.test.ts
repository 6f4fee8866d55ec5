import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { DEFAULT_LIMITS } from '../limits/limits.js';
import type { RunningEndpoint } from '../reference/sql/process/start-endpoint.js';
import { act, outcome, plan, reached } from './direction.js';
import { SqlSession } from './session.js';
import { errorNumbers } from './statement-result.js';
import { BackupStage, FEATURES, MEGABYTE, startEndpoint } from './testing/backup-stage.js';
import { backupOf, restoreOf } from './testing/statements.js';
import { deviceGuids } from './virtual-devices.js';

let endpoint: RunningEndpoint;
let stage: BackupStage;
let director: SqlSession;
beforeAll(async () => {
  endpoint = await startEndpoint();
});
afterAll(() => endpoint.stop());
beforeEach(async () => {
  stage = await BackupStage.open(endpoint);
  director = await stage.director();
});
afterEach(() => stage.close());

async function requests(spid: number): Promise<number> {
  const { resultSets } = await director.run(
    `SELECT session_id FROM sys.dm_exec_requests WHERE session_id = ${spid}`,
  );
  return resultSets[0]?.rows.length ?? 0;
}

describe('what a plan sends or settles', () => {
  test.each(['backup', 'restore'] as const)('an unknown command, and one of no bytes: %s', async (what) => {
    const names = deviceGuids(2);
    const { report: whole } = await stage.run(backupOf, 2, { config: { features: FEATURES.disk } });
    expect(whole?.close).toBe(0);
    await plan(director, names[0] ?? '', { unknownCommand: true, zeroLength: true });
    const client = await stage.client(names, { config: { features: FEATURES.disk } });
    const result = await stage.session.run(what === 'backup' ? backupOf(names) : restoreOf(names));
    expect(result.ending.how).toBe('completed');
    const [write, read] = [2, 1];
    const rows = await outcome(director, names[0] ?? '');
    expect(rows).toEqual([
      { command: 99, completionCode: 0, bytes: 0 },
      what === 'backup'
        ? { command: write, completionCode: 0, bytes: 0 }
        : { command: read, completionCode: 38, bytes: 0 },
    ]);
    await client.report;
  });

  test('transfers of the greatest length, back and forth', async () => {
    const names = deviceGuids(2);
    const config = { features: FEATURES.disk };
    for (const statement of [backupOf, restoreOf]) {
      await plan(director, names[0] ?? '', { maximalTransfer: true });
      const client = await stage.client(names, { config });
      const result = await stage.session.run(statement(names));
      expect(result.ending.how).toBe('completed');
      const report = await client.report;
      expect(report?.settled?.['maxTransferSize']).toBe(4 * MEGABYTE);
      const moves = statement === backupOf ? 'Write' : 'Read';
      // Two of the greatest length, and the marks before and after them.
      expect(report?.devices.map(({ commands }) => commands[moves])).toEqual([4, 4]);
    }
  });

  test('every buffer has the prefix zone that was asked for', async () => {
    const names = deviceGuids(2);
    await plan(director, names[0] ?? '', { prefixZone: true });
    const client = await stage.client(names, { config: { prefixZoneSize: 1000 } });
    expect((await stage.session.run(backupOf(names))).ending.how).toBe('completed');
    expect((await client.report)?.settled?.['prefixZoneSize']).toBe(1000);
  });
});

describe('a plan', () => {
  test('without a name is for the next set that is opened, and for no other', async () => {
    await plan(director, null, { stopAt: 'devices-open' });
    const names = deviceGuids(1);
    await stage.client(names);
    const running = stage.session.start(backupOf(names));
    expect(await reached(director, null)).toMatchObject({ state: 'reached', set: names[0] });
    expect((await reached(director, names[0] ?? '')).state).toBe('reached');
    await act(director, null, 'go-on');
    expect((await running.ended).ending.how).toBe('completed');
    expect((await stage.backUp(1)).result.ending.how).toBe('completed');
  });

  test('takes the place of one that waited; not of one whose set is open', async () => {
    const names = deviceGuids(1);
    const [set = ''] = names;
    await plan(director, set, { stopAt: 'configured' });
    const other = await SqlSession.open(endpoint.server, DEFAULT_LIMITS);
    const waiting = reached(other, set);
    // Answered after the other session's statement has begun to wait.
    await expect.poll(async () => requests(other.spid)).toBe(1);
    await plan(director, set, { stopAt: 'opened' });
    expect(await waiting).toMatchObject({ state: 'over', set: null });
    await other.close();
    await stage.client(names);
    const running = stage.session.start(backupOf(names));
    expect((await reached(director, set)).state).toBe('reached');
    await expect(plan(director, set, {})).rejects.toThrow('is directed already');
    await act(director, set, 'go-on');
    expect((await running.ended).ending.how).toBe('completed');
    await plan(director, set, {});
  });

  test('for a stop that never comes: told when the statement is over', async () => {
    const names = deviceGuids(1);
    await plan(director, names[0] ?? '', { stopAt: 'one-closed' });
    const waiting = reached(director, names[0] ?? '');
    await stage.client(names);
    await stage.session.run(backupOf(names));
    expect(await waiting).toMatchObject({ state: 'over', set: names[0] });
  });

  test('for a set that nobody has created: told when the statement is over', async () => {
    const names = deviceGuids(1);
    await plan(director, names[0] ?? '', { stopAt: 'opened' });
    const waiting = reached(director, names[0] ?? '');
    expect(errorNumbers(await stage.session.run(backupOf(names)))).toEqual([3201, 3013]);
    expect(await waiting).toMatchObject({ state: 'over', set: null, sent: 0, spid: null });
  });

  test('that waits is given up with its session’s statement', async () => {
    await plan(director, 'never', { stopAt: 'opened' });
    const running = director.start("EXEC sp_vdi_reached @set = N'never'");
    running.cancel();
    expect((await running.ended).ending.how).toBe('cancelled');
  });

  test.each([
    ['no JSON', '{', 'it is no JSON'],
    ['no object', '[]', 'it is no object'],
    ['an unknown field', '{"stop":"opened"}', 'it has "stop"'],
    ['an unknown stop', '{"stopAt":"closed"}', 'not one of opened, configured'],
    ['no count', '{"stopAt":"sent"}', 'commands has to be a whole number from 1 on'],
    ['half a command', '{"stopAt":"sent","commands":0.5}', 'commands has to be a whole number'],
    ['a count of nothing', '{"stopAt":"opened","commands":1}', 'commands is of use with'],
    ['a flag that is none', '{"zeroLength":1}', 'zeroLength has to be true or false'],
  ])('of %s is refused', async (_, text, why) => {
    const { messages } = await director.run(`EXEC sp_vdi_plan N'x', N'${text}'`);
    expect(messages).toMatchObject([{ number: 50_000, kind: 'error' }]);
    expect(messages[0]?.text).toContain(why);
  });

  test('is missing, or an argument is', async () => {
    await expect(reached(director, 'nobody')).rejects.toThrow("no plan for the set 'nobody'");
    expect(errorNumbers(await director.run("EXEC sp_vdi_act N'x'"))).toEqual([50_000]);
    expect(errorNumbers(await director.run('EXEC sp_vdi_plan'))).toEqual([201]);
  });
});
