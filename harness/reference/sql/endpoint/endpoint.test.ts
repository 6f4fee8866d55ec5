import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import mssql from 'mssql';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { packetsOf, PACKET } from '../tds/packet.js';
import { startEndpoint, type Started } from '../testing/started.js';
import type { EndpointSettings } from './settings.js';

/** On a busy machine connections may take their time to end. */
const PATIENTLY = { timeout: 20_000 };

let started: Started;
const sockets = new Set<Socket>();
const pools = new Set<mssql.ConnectionPool>();

async function start(bounds: Partial<EndpointSettings> = {}): Promise<void> {
  started = await startEndpoint(bounds);
}
beforeEach(() => start());
afterEach(async () => {
  for (const socket of sockets) socket.destroy();
  for (const pool of pools) await pool.close();
  sockets.clear();
  pools.clear();
  await started.stop();
});

/** A connection that speaks nothing yet; `closed` gives all that the endpoint sent. */
async function raw(): Promise<{ socket: Socket; closed: Promise<Buffer> }> {
  const socket = connect(started.endpoint.port, '127.0.0.1');
  sockets.add(socket);
  const got: Buffer[] = [];
  socket.on('data', (chunk) => got.push(chunk));
  socket.on('error', () => undefined);
  const closed = once(socket, 'close').then(() => Buffer.concat(got));
  await once(socket, 'connect');
  return { socket, closed };
}

async function pool(password = started.password): Promise<mssql.ConnectionPool> {
  const { host, port, user } = started.server;
  const made = new mssql.ConnectionPool({ server: host, port, user, password, options: { encrypt: false } });
  made.on('error', () => undefined);
  await made.connect();
  pools.add(made);
  return made;
}

async function stillServes(): Promise<void> {
  const { recordset } = await (await pool()).request().query<{ one: number }>('select 1 as one');
  expect(recordset[0]?.one).toBe(1);
}

const PRELOGIN = packetsOf(PACKET.prelogin, Buffer.from([0, 0, 6, 0, 6, 0xff, 0, 0, 0, 0, 0, 0]), {
  packetBytes: 4096,
  spid: 0,
  last: true,
});

describe('mssql, with its own settings', () => {
  test('validates its connections, passes parameters, prepares nothing', async () => {
    const made = await pool();
    const { recordset } = await made
      .request()
      .input('name', 'ledger')
      .input('id', mssql.BigInt, 5)
      .query<{ p: string }>('select name as p from sys.databases where name = @name and database_id = @id');
    expect(recordset).toEqual([{ p: 'ledger' }]);
    const long = 'x'.repeat(20_000);
    expect(
      (await made.request().input('t', long).query<{ n: number }>('select 1 as n')).recordset[0]?.n,
    ).toBe(1);
    const prepared = new mssql.PreparedStatement(made);
    await expect(prepared.prepare('select 1')).rejects.toMatchObject({ number: 2812 });
    await expect(made.request().execute('no_such')).rejects.toMatchObject({ number: 2812 });
    await expect(made.request().input('d', mssql.Date, new Date()).query('select 1')).rejects.toMatchObject({
      number: 8009,
    });
    await expect(made.transaction().begin()).rejects.toMatchObject({
      message: expect.stringContaining('neither transactions') as string,
    });
    await stillServes();
  });

  test('has every row, however many packets they take', async () => {
    for (let i = 0; i < 3000; i++) started.engine.log('test', `line ${i} ${'.'.repeat(60)}`);
    const { recordset } = await (await pool()).request().execute<{ Text: string }>('xp_readerrorlog');
    const lines = recordset.map(({ Text }) => Text).filter((text) => text.startsWith('line'));
    expect(lines).toHaveLength(3000);
    expect(lines.at(-1)).toContain('line 2999');
  });

  test('has ten connections at once', async () => {
    const all = await Promise.all(Array.from({ length: 10 }, () => pool()));
    const spids = await Promise.all(
      all.map(
        async (each) => (await each.request().query<{ s: number }>('select @@spid as s')).recordset[0]?.s,
      ),
    );
    expect(new Set(spids).size).toBe(10);
  });
});

describe('a client that does wrong', () => {
  test.each([
    ['something else than TDS', Buffer.from('GET / HTTP/1.1\r\n\r\n'), 'no packet of TDS has the type 0x47'],
    ['a packet that is too large', Buffer.from([0x12, 1, 0x7f, 0xff, 0, 0, 1, 0]), 'where 4096 are agreed'],
    ['a packet shorter than a header', Buffer.from([0x12, 1, 0, 3, 0, 0, 1, 0]), 'less than its header'],
    [
      'a batch without a log-in',
      packetsOf(PACKET.batch, Buffer.alloc(8), { packetBytes: 512, spid: 0, last: true }),
      'where PRELOGIN is due',
    ],
    [
      'PRELOGIN without an end',
      packetsOf(PACKET.prelogin, Buffer.alloc(40), { packetBytes: 512, spid: 0, last: true }),
      'PRELOGIN',
    ],
    [
      'TLS after PRELOGIN',
      Buffer.concat([
        PRELOGIN,
        packetsOf(PACKET.prelogin, Buffer.from([0x16, 3, 1]), { packetBytes: 512, spid: 0, last: true }),
      ]),
      'encryption is not supported',
    ],
    [
      'LOGIN7 that is cut off',
      Buffer.concat([
        PRELOGIN,
        packetsOf(PACKET.login7, Buffer.alloc(60), { packetBytes: 512, spid: 0, last: true }),
      ]),
      'LOGIN7',
    ],
    [
      'an attention without a log-in',
      packetsOf(PACKET.attention, Buffer.alloc(0), { packetBytes: 512, spid: 0, last: true }),
      'where PRELOGIN is due',
    ],
  ])('%s: the connection ends, and the log says why', async (_, bytes, why) => {
    const { socket, closed } = await raw();
    socket.write(bytes);
    const answer = await closed;
    expect(answer.includes(Buffer.from('structurally invalid', 'utf16le'))).toBe(true);
    expect(await started.logged(why)).toContain('[CLIENT: 127.0.0.1]');
    await stillServes();
  });

  test('half a log-in is ended when its time is over', async () => {
    await started.stop();
    await start({ logInMs: 100 });
    const { socket, closed } = await raw();
    socket.write(PRELOGIN);
    await closed;
    expect(await started.logged('not complete within 100 ms')).toBeTruthy();
  });

  test('one that says nothing is ended, too', async () => {
    await started.stop();
    await start({ logInMs: 100 });
    await (
      await raw()
    ).closed;
    expect(await started.logged('not complete within 100 ms')).toBeTruthy();
  });

  test('one that goes away in the middle of a message leaves a line', async () => {
    const { socket, closed } = await raw();
    socket.end(PRELOGIN.subarray(0, 9));
    await closed;
    expect(await started.logged('in the middle of a message')).toBeTruthy();
  });

  test('a wrong password, and a wrong user: 18456 for both, and neither password in the log', async () => {
    await expect(pool('Secr3t-and-wrong')).rejects.toMatchObject({ code: 'ELOGIN' });
    const made = new mssql.ConnectionPool({
      ...started.server,
      server: '127.0.0.1',
      user: 'mallory',
      options: { encrypt: false },
    });
    await expect(made.connect()).rejects.toMatchObject({ message: "Login failed for user 'mallory'." });
    await made.close();
    await stillServes();
    const log = started.log.map(({ text }) => text).join('\n');
    expect(log).toContain("Login failed for user 'sa'.");
    expect(log).not.toContain('Secr3t');
    expect(log).not.toContain(started.password);
  });

  test('an oversized request ends its connection only', async () => {
    await started.stop();
    await start({ messageBytes: 20_000 });
    const made = await pool();
    await expect(made.request().batch(`print '${'x'.repeat(20_000)}'`)).rejects.toThrow();
    expect(await started.logged('a message of more than 20000 bytes')).toBeTruthy();
    await stillServes();
  });

  test('a thousand connections: those above the cap are closed, the rest is served', async () => {
    await started.stop();
    await start({ mostConnections: 100 });
    const all: Awaited<ReturnType<typeof raw>>[] = [];
    for (let i = 0; i < 1000; i++) all.push(await raw());
    await started.logged('maximum number of');
    await Promise.all(all.slice(100).map(({ closed }) => closed));
    expect(started.endpoint.connections).toBe(100);
    const gone = all.slice(0, 100).map(({ socket, closed }) => (socket.destroy(), closed));
    await Promise.all(gone);
    await expect.poll(() => started.endpoint.connections, PATIENTLY).toBe(0);
    await stillServes();
  });

  test('one that does not read holds up its own statement, and gets every row in the end', async () => {
    for (let i = 0; i < 9000; i++) started.engine.log('test', `${i} ${'.'.repeat(1500)}`);
    const request = (await pool()).request();
    request.stream = true;
    let rows = 0;
    const first = new Promise<void>((resolve) =>
      request.on('row', () => {
        if (rows++ > 0) return;
        request.pause();
        resolve();
      }),
    );
    const over = new Promise((resolve) => request.once('done', resolve));
    void request.batch('exec xp_readerrorlog');
    await first;
    const watching = (await pool()).request();
    const running = await watching.query<{ n: string }>('select command as n from sys.dm_exec_requests');
    expect(running.recordset.map(({ n }) => n)).toContain('EXECUTE');
    request.resume();
    await over;
    expect(rows).toBeGreaterThanOrEqual(9000);
  });
});
