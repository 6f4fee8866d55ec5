import { expect, test } from 'vitest';
import { containerSettings, EULA_VARIABLE } from './settings.js';

test('nobody but the user accepts a licence', () => {
  expect(containerSettings({}, {}).acceptEula).toBe(false);
  expect(containerSettings({ acceptEula: true }, {}).acceptEula).toBe(true);
  expect(containerSettings({}, { [EULA_VARIABLE]: 'Y' }).acceptEula).toBe(true);
  for (const said of ['', 'y', 'N', 'true', '1'])
    expect(containerSettings({}, { [EULA_VARIABLE]: said }).acceptEula).toBe(false);
});

test('SQL Server 2022 Developer on Windows of the same year is what is meant without a word', () => {
  expect(containerSettings({}, {})).toEqual({
    image: 'sql-server',
    acceptEula: false,
    sqlVersion: '2022',
    sqlEdition: 'Developer',
    windows: 'ltsc2022',
    isolation: 'default',
    memoryGb: 4,
  });
});

test.each([
  { memoryGb: 1 },
  { memoryGb: Number.NaN },
  { sqlMedia: 'ftp://example.org/setup.exe' },
  { sqlMedia: 'C:\\setup.exe' },
  { unknown: 1 },
])('%o is refused', (wrong) => {
  expect(() => containerSettings(wrong as never, {})).toThrow();
});
