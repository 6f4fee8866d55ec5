import { afterEach, expect, test } from 'vitest';
import { DEFAULT_LIMITS } from '../limits/limits.js';
import { NO_DEVICES } from '../reference/sql/engine/no-devices.js';
import type { ReferenceEngineSettings } from '../reference/sql/engine/reference-engine.js';
import { startEndpoint } from '../reference/sql/testing/started.js';
import { readLoadedLibrary } from './loaded-library.js';
import { SqlSession } from './session.js';

const ends: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const end of ends.splice(0).reverse()) await end();
});

async function session(answers: Partial<ReferenceEngineSettings> = {}): Promise<SqlSession> {
  const started = await startEndpoint({}, answers);
  ends.push(() => started.stop());
  const opened = await SqlSession.open(started.server, DEFAULT_LIMITS);
  ends.push(() => opened.close());
  return opened;
}
const loaded = (file: string, version: string | null) => ({
  devices: { ...NO_DEVICES, library: { file, version } },
});

test('the library that the server drives, whatever its name', async () => {
  expect(await readLoadedLibrary(await session(loaded('libyours.so', null)))).toEqual({
    vdiLibrary: { file: 'libyours.so', fileVersion: null },
    noVdiLibrary: null,
  });
  const sqlvdi = loaded('C:\\Program Files\\Shared\\sqlvdi.dll', '2022.160.1000.6');
  expect(await readLoadedLibrary(await session(sqlvdi))).toMatchObject({
    vdiLibrary: { file: 'C:\\Program Files\\Shared\\sqlvdi.dll', fileVersion: '2022.160.1000.6' },
  });
});

test('none, and why: the server has loaded none', async () => {
  expect(await readLoadedLibrary(await session())).toEqual({
    vdiLibrary: null,
    noVdiLibrary: 'the server has loaded none yet',
  });
});

test('none, and why: the log-in may not see it', async () => {
  const { vdiLibrary, noVdiLibrary } = await readLoadedLibrary(
    await session({ ...loaded('sqlvdi.dll', null), sysadmin: false }),
  );
  expect(vdiLibrary).toBeNull();
  expect(noVdiLibrary).toContain('300: VIEW SERVER STATE permission was denied');
});

test('a session that is lost is no reason', async () => {
  const lost = await session();
  await lost.close();
  await expect(readLoadedLibrary(lost)).rejects.toMatchObject({ code: 'SQL_SESSION_LOST' });
});
