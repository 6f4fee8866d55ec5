import { expect, test } from 'vitest';
import { memoryCheck, systemCheck } from './container-checks.js';
import { containerSettings, GB } from './settings.js';
import { licenceCheck } from './sql-server-image.js';

test('an engine for the other system is missing, with what provides one', () => {
  expect(systemCheck({ os: 'windows' }, { os: 'windows' })).toMatchObject({ ok: true });
  expect(systemCheck({ os: 'linux' }, { os: 'windows' })).toMatchObject({
    ok: false,
    detail: 'linux, and the image is for windows',
    remedy: expect.stringContaining('Windows containers') as string,
  });
  expect(systemCheck({ os: 'windows' }, { os: 'linux' })).toMatchObject({
    ok: false,
    remedy: expect.stringContaining('linux-wine') as string,
  });
});

test('the memory of a container is memory that the engine has', () => {
  expect(memoryCheck({ memoryBytes: 8 * GB }, { memoryGb: 4 })).toMatchObject({ ok: true });
  expect(memoryCheck({ memoryBytes: 2 * GB }, { memoryGb: 4 })).toMatchObject({
    ok: false,
    detail: '2.0 GB, and the container is to get 4',
    remedy: expect.stringContaining('--container-memory') as string,
  });
});

test('a licence that nobody accepted is missing, by name', () => {
  const settings = containerSettings({ sqlVersion: '2025', sqlEdition: 'Express' }, {});
  expect(licenceCheck(settings)).toMatchObject({
    ok: false,
    detail: expect.stringContaining('SQL Server 2025 Express') as string,
    remedy: expect.stringContaining('--accept-eula') as string,
  });
  expect(licenceCheck({ ...settings, acceptEula: true })).toMatchObject({ ok: true });
});
