import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { crc32 } from 'node:zlib';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { DEFAULT_LIMITS } from '../limits/limits.js';
import { backupStatement, restoreStatement } from '../sql/backup-statement.js';
import { BackupStage, LEDGER_BYTES, VD_E } from '../sql/testing/backup-stage.js';
import { deviceGuids } from '../sql/virtual-devices.js';
import { LINUX_NATIVE } from '../targets/linux-native.js';
import { ThisNode } from '../targets/node-host.js';
import { startSqlEndpoint, type RunningEndpoint } from './sql/process/start-endpoint.js';
import { RecordingListener, type Line, type RecordingHeard } from './testing/recording-listener.js';

/**
 * Recordings of real processes: a client, and the SQL endpoint as the server. What the agent can do to calls, and late writes, the
 * native tests provoke (native/tests/recording_*.cpp).
 */

const READ = 1;
const WRITE = 2;

let undo: (() => Promise<void>)[] = [];
afterEach(async () => {
  vi.unstubAllEnvs();
  for (const each of undo.reverse()) await each();
  undo = [];
});

interface Recorded {
  readonly listener: RecordingListener;
  readonly endpoint: RunningEndpoint;
  readonly stage: BackupStage;
}

/** An endpoint, and clients to come, that are recorded. */
async function recorded(answer?: object): Promise<Recorded> {
  const listener = await RecordingListener.listen(answer);
  undo.push(() => listener.close());
  for (const [name, value] of Object.entries(listener.env)) vi.stubEnv(name, value);
  const endpoint = await startSqlEndpoint(new ThisNode(), {
    library: LINUX_NATIVE.reference,
    recorder: LINUX_NATIVE.recorder,
    databases: [{ name: 'ledger', dataBytes: LEDGER_BYTES }],
    startMs: DEFAULT_LIMITS.roleStartMs,
    endMs: DEFAULT_LIMITS.roleEndMs,
    env: listener.env,
  });
  undo.push(() => endpoint.stop());
  const stage = await BackupStage.open(endpoint);
  undo.push(() => stage.close());
  return { listener, endpoint, stage };
}

const enters = ({ lines }: RecordingHeard, method: string): Line[] =>
  lines.filter((line) => line.what === 'enter' && line.method === method);

function answerOf({ lines }: RecordingHeard, { call }: Line): Line {
  const answers = lines.filter((line) => line.what === 'return' && line.call === call);
  expect(answers).toHaveLength(1);
  return answers[0] ?? {};
}

function only(recordings: readonly RecordingHeard[]): RecordingHeard {
  expect(recordings).toHaveLength(1);
  return recordings[0]!;
}

/** Checksums of what a device's commands moved, in their order, by the client's own files. */
async function expectChecksums(
  folder: string,
  names: readonly string[],
  transfers: (device: string) => Line[],
) {
  for (const [index, name] of names.entries()) {
    const file = await readFile(path.join(folder, `${index}.bak`));
    let at = 0;
    for (const line of transfers(`device:${name}`)) {
      const bytes = Number(line['bytes']);
      expect(line['checksum']).toBe(crc32(file.subarray(at, at + bytes)));
      at += bytes;
    }
    expect(at).toBe(file.length);
  }
}

describe('a backup and a restore on two devices', () => {
  test('are told from both ends, call by call', async () => {
    const { listener, endpoint, stage } = await recorded();
    const names = deviceGuids(2);
    const before = process.hrtime.bigint();

    const taking = await stage.client(names);
    const backup = await stage.session.run(
      backupStatement({ what: 'database', database: 'ledger', devices: names }),
    );
    expect(backup.ending.how).toBe('completed');
    expect((await taking.report)?.close).toBe(0);
    const taken = only(await listener.of(taking.process.pid ?? 0));
    expect(taken.hello).toMatchObject({ as: 'recording', end: 'client' });
    await expectChecksums(stage.folder, names, (device) =>
      enters(taken, 'GetCommand')
        .filter(({ object }) => object === device)
        .map((line) => answerOf(taken, line).results ?? {})
        .filter((results) => results['commandCode'] === WRITE)
        .map((results) => ({ bytes: results['size'], checksum: results['checksum'] })),
    );
    expect(enters(taken, 'CompleteCommand').filter(({ args }) => 'checksum' in (args ?? {}))).toEqual([]);

    const giving = await stage.client(names);
    const restore = restoreStatement({ what: 'database', database: 'ledger', devices: names, replace: true });
    expect((await stage.session.run(restore)).ending.how).toBe('completed');
    expect((await giving.report)?.close).toBe(0);
    const given = only(await listener.of(giving.process.pid ?? 0));
    await expectChecksums(stage.folder, names, (device) =>
      enters(given, 'CompleteCommand')
        .filter(({ object }) => object === device)
        .map(({ args = {} }) => ({ bytes: args['bytesTransferred'], checksum: args['checksum'] }))
        .filter(({ bytes }) => bytes !== 0),
    );

    const served = listener.recordings.filter(({ hello }) => hello['pid'] === endpoint.pid);
    expect(served.map(({ hello }) => hello['end'])).toEqual(['server', 'server']);
    const clients = [taken, given];
    for (const [index, server] of served.entries()) {
      const sent = enters(server, 'SendCommand').filter((line) => answerOf(server, line).value === 0);
      const got = enters(clients[index]!, 'GetCommand').filter(
        (line) => answerOf(clients[index]!, line).value === 0,
      );
      expect(sent).toHaveLength(got.length);
      expect(sent.length).toBeGreaterThan(10);
      const codes = (lines: Line[]) => lines.map(({ args }) => args?.['commandCode']);
      expect(codes(sent)).toContain(index === 0 ? WRITE : READ);
      // Sends that were refused while the set was not active yet are called back as well.
      const called = server.lines.filter(({ what }) => what === 'callback').map((line) => line['command']);
      const all = enters(server, 'SendCommand').map(({ args }) => args?.['command']);
      expect(new Set(called)).toEqual(new Set(all));
      expect(called).toHaveLength(all.length);
    }
    const numbers = served.flatMap((server) =>
      enters(server, 'SendCommand').map(({ args }) => args?.['command']),
    );
    expect(new Set(numbers).size).toBe(numbers.length);

    // One clock for all processes, and this one.
    for (const { lines } of listener.recordings) {
      expect(lines.filter(({ what }) => what === 'stray-write')).toEqual([]);
      for (const { atNs = '0' } of lines) {
        expect(BigInt(atNs)).toBeGreaterThan(before);
        expect(BigInt(atNs)).toBeLessThan(process.hrtime.bigint());
      }
    }
  }, 30_000);
});

test('of a client that is killed, everything up to then has arrived', async () => {
  const { listener, stage } = await recorded();
  const names = deviceGuids(1);
  const client = await stage.client(names, { after: 3, then: 'die' });
  const { ending } = await stage.session.run(
    backupStatement({ what: 'database', database: 'ledger', devices: names }),
  );
  expect(ending.how).not.toBe('completed');
  await client.report;
  const heard = only(await listener.of(client.process.pid ?? 0));
  const got = enters(heard, 'GetCommand');
  expect(got).toHaveLength(3);
  expect(heard.lines.at(-1)).toEqual(answerOf(heard, got[2] ?? {}));
  expect(heard.lines.at(-1)?.results).toHaveProperty('commandCode');
  expect(enters(heard, 'CompleteCommand')).toHaveLength(2);
}, 30_000);

test('a call of a client is held until it is let go, and its statement with it', async () => {
  const holds = [{ method: 'CompleteCommand', nth: 3, at: 'enter' }];
  const { listener, stage } = await recorded({ pid: 1, holds, protect: true });
  const names = deviceGuids(1);
  const client = await stage.client(names);
  let ended = false;
  const running = stage.session
    .run(backupStatement({ what: 'database', database: 'ledger', devices: names }))
    .finally(() => (ended = true));
  const held = ({ what }: Line): boolean => what === 'held';
  const heard = await listener.until(() => listener.recordings.find(({ lines }) => lines.some(held)));
  const call = enters(heard, 'CompleteCommand')[2]?.call;
  expect(heard.lines.find(held)).toMatchObject({ call, at: 'enter' });
  expect(heard.lines.some((line) => line.what === 'return' && line.call === call)).toBe(false);
  expect(ended).toBe(false);
  listener.letGo();
  expect((await running).ending.how).toBe('completed');
  expect((await client.report)?.devices[0]?.last).toBe(VD_E.close);
  const told = await listener.of(client.process.pid ?? 0);
  const letGo = only(told).lines.filter(({ what }) => what === 'let-go');
  expect(letGo[0]).toMatchObject({ call });
  // Those after the third are held as well.
  expect(letGo.length).toBe(enters(heard, 'CompleteCommand').length - 2);
}, 30_000);

test('who is refused works on, and tells nothing', async () => {
  const { listener, stage } = await recorded({ refused: true });
  const names = deviceGuids(1);
  const client = await stage.client(names);
  const { ending } = await stage.session.run(
    backupStatement({ what: 'database', database: 'ledger', devices: names }),
  );
  expect(ending.how).toBe('completed');
  expect((await client.report)?.close).toBe(0);
  const heard = only(await listener.of(client.process.pid ?? 0));
  expect(heard.lines).toEqual([]);
}, 30_000);
