import { expect, test } from 'vitest';
import { buildFor } from '../../../reports/three-way/build.js';
import { NO_DEVICES } from '../../reference/sql/engine/no-devices.js';
import { ReferenceEngine } from '../../reference/sql/engine/reference-engine.js';

test('the reference SQL endpoint is known by the @@VERSION that it has', () => {
  const kit = { name: 'vdi-conformance', version: '1.2.3' };
  const { instance } = new ReferenceEngine({ kit, databases: [], devices: NO_DEVICES });
  const { versionText: version, productVersion } = instance;
  const on = (sqlServer: { version: string; productVersion: string }) =>
    buildFor('engine', {
      name: 'embedded',
      platform: 'linux-x64',
      library: { file: 'libvdi.so', sha256: 'ab', version: null },
      sqlServer: { ...sqlServer, productLevel: 'RTM', edition: 'any' },
      fault: null,
    });
  expect(on({ version, productVersion })).toMatchObject({ reference: true });
  expect(on({ version: 'Microsoft SQL Server 2022 (RTM)', productVersion })).toMatchObject({
    reference: false,
    name: `SQL Server ${productVersion}`,
  });
});
