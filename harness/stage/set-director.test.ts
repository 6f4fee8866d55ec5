import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { History } from '../history/history.js';
import { DEFAULT_LIMITS } from '../limits/limits.js';
import { backupStatement } from '../sql/backup-statement.js';
import { EmbeddedTarget } from '../targets/embedded.js';
import type { RunningTarget } from '../targets/target.js';
import type { SqlPlaceOfCase, Stage } from './stage.js';
import { eventsOf as of, played as playedOn } from './testing/played.js';

/** What a history says of a server that is directed, on the real reference endpoint. */
let target: RunningTarget;
beforeAll(async () => {
  target = await new EmbeddedTarget({ warmRoles: 1 }).start({ limits: DEFAULT_LIMITS, engine: true });
});
afterAll(() => target.stop());

function played(script: (stage: Stage) => Promise<void>, to = target.connection): Promise<History> {
  return playedOn(to, script);
}

async function waiting(stage: Stage) {
  const client = await stage.client();
  stage.need(
    await client.set.call('CreateEx', { instanceName: null, name: stage.set, config: { deviceCount: 1 } }),
  );
  const sql = await stage.sql();
  const director = await stage.sql();
  const text = backupStatement({ what: 'database', database: sql.database, devices: [stage.set] });
  return { sql, director, text };
}

describe('a scenario directs the server', () => {
  test('to a stop, and to an act there; both are in the history, in their order', async () => {
    const history = await played(async (stage) => {
      const { sql, director, text } = await waiting(stage);
      await director.plan(stage.set, { stopAt: 'opened', zeroLength: true });
      const statement = await sql.start(text);
      expect(await director.reached(stage.set)).toMatchObject({ state: 'reached', set: stage.set, sent: 0 });
      expect(await director.act(stage.set, 'close')).toBe(0);
      await statement.ended;
      expect(await director.outcome(stage.set)).toEqual([]);
    });
    expect(of(history, 'directed').map(({ what, detail }) => [what, detail])).toEqual([
      ['planned', 'opened, zeroLength'],
      ['reached', 'opened, zeroLength'],
      ['acted', 'close'],
    ]);
    const [statement] = of(history, 'statement');
    const [, , acted] = of(history, 'directed');
    expect(statement!.endNs).toBeGreaterThan(acted!.atNs);
    expect(statement?.messages.map(({ number }) => number)).toEqual([3271, 3013]);
  });

  test('to a stop that did not come: what was waited for, and how long', async () => {
    const limits = { ...DEFAULT_LIMITS, statementMs: 200 };
    const history = await played(
      async (stage) => {
        const director = await stage.sql();
        await director.plan(null, { stopAt: 'sent', commands: 2 });
        expect(await director.reached(null)).toMatchObject({ state: 'not-yet' });
      },
      { ...target.connection, limits },
    );
    expect(of(history, 'limit')).toMatchObject([
      { awaited: 'the server at: sent 2', afterMs: 200, limit: 'statementMs' },
    ]);
    expect(of(history, 'directed')).toMatchObject([{ what: 'planned', detail: 'sent 2' }]);
  });

  test('with a plan that is none: a fault of the script', async () => {
    const history = await played(async (stage) => {
      const director = await stage.sql();
      await director.plan(null, { stopAt: 'sent', commands: 0 });
    });
    expect(of(history, 'kit-fault')).toHaveLength(1);
    expect(of(history, 'directed')).toEqual([]);
  });

  test('and a second server, which dies: the target’s own is there for the next case', async () => {
    const places: SqlPlaceOfCase[] = [];
    const history = await played(async (stage) => {
      places.push(stage.sqlPlace);
      await stage.secondServer();
      places.push(stage.sqlPlace);
      const { sql, director, text } = await waiting(stage);
      await director.plan(stage.set, { stopAt: 'opened' });
      const statement = await sql.start(text);
      await director.reached(stage.set);
      await director.act(stage.set, 'die');
      expect((await statement.ended).ending.how).toBe('connection-lost');
    });
    const { backedUp: database, ...server } = target.connection.sqlServer!;
    expect(places).toEqual([
      { ...server, database },
      { ...server, database, port: expect.any(Number) as number },
    ]);
    expect(places[1]?.port).not.toBe(server.port);
    expect(of(history, 'kit-fault')).toEqual([]);
    expect(JSON.stringify(history)).not.toContain(server.password);
    const after = await played(async (stage) => {
      expect(stage.sqlPlace).toEqual(places[0]);
      await (await stage.sql()).execute('select 1 as one');
    });
    expect(of(after, 'statement')).toMatchObject([{ ending: { how: 'completed' } }]);
  });
});
