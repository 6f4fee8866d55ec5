import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { History } from '../history/history.js';
import { DEFAULT_LIMITS } from '../limits/limits.js';
import { backupStatement } from '../sql/backup-statement.js';
import { SqlSession } from '../sql/session.js';
import { EmbeddedTarget } from '../targets/embedded.js';
import type { RunningTarget } from '../targets/target.js';
import type { Stage } from './stage.js';
import { eventsOf as of, played as playedOn } from './testing/played.js';

/** What a history says of SQL Server, on the real reference endpoint. */
let target: RunningTarget;
beforeAll(async () => {
  target = await new EmbeddedTarget({ warmRoles: 1 }).start({ limits: DEFAULT_LIMITS, engine: true });
});
afterAll(() => target.stop());

function played(script: (stage: Stage) => Promise<void>, to = target.connection): Promise<History> {
  return playedOn(to, script);
}

/** A backup to a client that never answers: it goes on until somebody ends it. */
async function hanging(stage: Stage) {
  const client = await stage.client();
  stage.need(
    await client.set.call('CreateEx', { instanceName: null, name: stage.set, config: { deviceCount: 1 } }),
  );
  const sql = await stage.sql();
  const { database } = sql;
  return { sql, text: backupStatement({ what: 'database', database, devices: [stage.set] }) };
}

describe('a session with SQL Server', () => {
  test('is recorded: the server’s facts, then each statement with its messages in order', async () => {
    const history = await played(async (stage) => {
      const sql = await stage.sql();
      await sql.execute("print 'one'\nraiserror('two', 16, 3)");
    });
    const [facts] = of(history, 'server-facts');
    expect(facts).toMatchObject({ session: 'sql', sysadmin: true });
    expect(facts?.version).toContain('not Microsoft SQL Server');
    expect(facts).toMatchObject({
      vdiLibrary: { file: 'libvdi_reference.so', fileVersion: null },
      noVdiLibrary: null,
    });
    const [statement, another] = of(history, 'statement');
    expect(another).toBeUndefined();
    expect(statement).toMatchObject({ session: 'sql', spid: facts?.spid, ending: { how: 'failed' } });
    expect(statement?.messages.map(({ number, line, text }) => [number, line, text])).toEqual([
      [0, 1, 'one'],
      [50_000, 2, 'two'],
    ]);
    expect(statement!.endNs).toBeGreaterThan(statement!.atNs);
    expect(history.target.sqlServer?.version).toBe(facts?.version);
  });

  test('leaves the password in no history', async () => {
    const history = await played(async (stage) => {
      await (await stage.sql()).execute('select 1 as one');
    });
    expect(JSON.stringify(history)).not.toContain(target.connection.sqlServer?.password);
  });

  test('stands on one clock with the calls of roles', async () => {
    const history = await played(async (stage) => {
      const { sql, text } = await hanging(stage);
      const statement = await sql.start(text);
      await statement.cancel();
      await statement.ended;
    });
    const [created] = of(history, 'call');
    const [statement] = of(history, 'statement');
    expect(created!.endNs).toBeLessThanOrEqual(statement!.atNs);
    expect(statement?.ending).toMatchObject({ how: 'cancelled', by: 'caller' });
  });

  test('reads of the error log what is about backups, and of msdb what is about the case', async () => {
    const history = await played(async (stage) => {
      const sql = await stage.sql();
      const { database } = sql;
      await sql.execute(backupStatement({ what: 'database', database, devices: [stage.set] }));
      await sql.errorLog('after');
      await sql.backupHistory('after');
    });
    const [log] = of(history, 'error-log');
    const set = /VIRTUAL_DEVICE = N'([^']+)'/.exec(of(history, 'statement')[0]?.text ?? '')?.[1] ?? '?';
    expect(log?.lines.some(({ text }) => text.includes(set))).toBe(true);
    expect(log?.lines.some(({ text }) => text.includes('Error: 3041,'))).toBe(true);
    expect(log?.lines.some(({ text }) => text.includes('listening'))).toBe(false);
    expect(of(history, 'backup-history')).toMatchObject([{ label: 'after', backups: [] }]);
  });

  test('sees the process of the server from outside', async () => {
    const history = await played(async (stage) => {
      await (await stage.sql()).engineResources('now');
    });
    const [seen] = of(history, 'resources');
    expect(seen).toMatchObject({
      role: 'engine',
      label: 'now',
      pid: of(history, 'server-facts')[0]?.processId,
    });
    expect(seen?.descriptors.length).toBeGreaterThan(3);
  });

  test('kills another, and tells when the server lists it no more', async () => {
    const history = await played(async (stage) => {
      const { sql, text } = await hanging(stage);
      const other = await stage.sql();
      const statement = await sql.start(text);
      const killed = await other.kill(sql);
      await killed.gone('after');
      await statement.ended;
      const refused = await other.kill(sql);
      await refused.listed('a session that is not there');
    });
    const spid = of(history, 'server-facts')[0]?.spid;
    const [event, another] = of(history, 'killed-session');
    expect(another).toBeUndefined();
    expect(event).toMatchObject({ session: 'sql-2', spid, label: 'after', listed: false, limit: null });
    expect(event!.endNs).toBeGreaterThan(event!.atNs);
    expect(of(history, 'statement').filter(({ text }) => text === `KILL ${spid}`)).toMatchObject([
      { session: 'sql-2', ending: { how: 'completed' } },
      { session: 'sql-2', ending: { how: 'failed' } },
    ]);
  });

  test('of an abandoned case tells what the server had said, and is gone with the case', async () => {
    const history = await played(async (stage) => {
      const { sql, text } = await hanging(stage);
      await sql.start(text);
      stage.abandon('planted');
    });
    expect(of(history, 'statement')).toMatchObject([{ ending: { how: 'cancelled', by: 'caller' } }]);
    const { host, port, user, password } = target.connection.sqlServer!;
    const own = await SqlSession.open({ host, port, user, password }, DEFAULT_LIMITS);
    const spid = of(history, 'statement')[0]?.spid;
    await expect
      .poll(async () => {
        const { resultSets } = await own.run('select session_id from sys.dm_exec_sessions');
        return resultSets[0]?.rows.flat().filter((each) => each === spid && each !== own.spid);
      })
      .toEqual([]);
    await own.close();
  });

  test('is a fault of the kit where the target has no SQL Server', async () => {
    const { host, port, secret, limits, target: described } = target.connection;
    const without = { host, port, secret, limits, target: described };
    const history = await played(async (stage) => {
      await stage.sql();
    }, without);
    expect(history.events).toMatchObject([{ kind: 'kit-fault', code: 'NO_SQL_SERVER' }]);
  });
});
