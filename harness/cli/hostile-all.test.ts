import { describe, expect, test } from 'vitest';
import { conduct } from '../../specs/findings/conduct.js';
import { openSession } from '../stage/session.js';
import type { Stage } from '../stage/stage.js';
import { limitsWithPatience } from '../limits/limits.js';
import { EmbeddedTarget } from '../targets/embedded.js';
import { examineLibrary } from '../targets/library.js';
import { ThisNode } from '../targets/node-host.js';
import { PACKAGE_ROOT } from '../kit-package.js';
import path from 'node:path';
import { expectFound, expectThreeDevicesAlone, hostileLibrary } from './testing/hostile-run.js';
import { sharedKitCopy } from './testing/kit-of-tests.js';
import { methodOf, UNCALLED } from './testing/hostile-expectations.js';

/** Every misdeed in every method that it can be done in: `npm run test:hostile`. */
const NATIVE = path.join(PACKAGE_ROOT, 'dist', 'native', `${process.platform}-${process.arch}`);
const PROBE = path.join(PACKAGE_ROOT, 'dist', 'agent', 'library-probe.cjs');
const LIBRARY = path.join(NATIVE, 'libvdi_hostile.so');
const { faults } = await examineLibrary(new ThisNode(), LIBRARY, PROBE, 20_000);
const ids = faults.map(({ id }) => id).filter((id) => !id.endsWith('.with-3-devices'));

/** All rules, on a machine that other tests keep busy. */
const ALL_RULES_MS = 300_000;

const shared = sharedKitCopy();

test.concurrent.each(ids.filter((id) => !UNCALLED.test(id)))('%s', async (id) => {
  await expectFound(shared.kit, id);
});

/** Of each kind of misdeed one; that of a crash is in hostile.test.ts. */
describe('done in sets of three devices, every other case and rule is judged as if it were not', () => {
  test.concurrent.each([
    'hangs-in-server-Close',
    'exits-in-server-Close',
    'answers-an-undefined-code-in-server-OpenDevice',
    'forks-a-daemon-in-server-Close',
    'prints-in-server-Close',
    'babbles-into-sockets-in-server-Close',
  ])(
    '%s',
    async (misdeed) => {
      await expectThreeDevicesAlone(shared.kit, misdeed);
    },
    ALL_RULES_MS,
  );
});

/** Calls the methods that no rule's scenario calls, as far as one object of each kind allows. */
async function callTheRest(stage: Stage): Promise<void> {
  const [client, server] = await Promise.all([stage.client(), stage.server()]);
  const unknown = { iid: '00000000-0000-0000-c000-000000000046' };
  const config = { deviceCount: 1 };
  stage.need(await client.set.call('Create', { name: stage.set, config }));
  stage.need(await server.set.call('Open', { name: stage.set }));
  stage.need(
    await server.set.call('BeginConfiguration', {
      features: 0,
      blockSize: 4_096,
      alignment: 4_096,
      maxTransferSize: 65_536,
      timeoutMs: 0,
    }),
  );
  stage.need(await server.set.call('RequestBuffers', { size: 65_536, alignment: 4_096, count: 1 }));
  stage.need(await server.set.call('EndConfiguration'));
  stage.need(await client.set.call('GetConfiguration', { timeoutMs: 1_000 }));
  const devices = [await server.openDevice(stage.set), await client.openDevice(stage.set)];
  for (const { device } of devices) {
    await device?.call('QueryInterface', unknown);
    await device?.call('AddRef');
  }
  for (const set of [server.set, client.set]) {
    await set.call('QueryInterface', unknown);
    await set.call('AddRef');
  }
  await client.set.call('GetBufferHandle', { buffer: '0x1000' });
  await client.set.call('MapBufferHandle', { handle: 1 });
  const secondary = await client.newSet();
  await secondary.call('OpenInSecondary', { setName: stage.set });
  await secondary.call('OpenInSecondaryEx', { instanceName: null, setName: stage.set });
}

describe('methods that no rule calls', () => {
  test.concurrent.each(ids.filter((id) => UNCALLED.test(id)))('%s', async (id) => {
    const target = await new EmbeddedTarget({ warmRoles: 0 }).start({
      limits: limitsWithPatience(0.4),
      library: hostileLibrary(shared.kit),
      fault: id,
    });
    try {
      const session = await openSession(target.connection);
      const recording = session.record({ rule: 'TEST', scenario: 'every method' });
      await recording.runCase({ id: 'one', parameters: {}, processes: 2 }, callTheRest);
      await session.close();
      expect(conduct(recording.history().events)).toMatchObject({
        verdict: 'fail',
        observed: `it ended with SIGSEGV during ${methodOf(id)}`,
      });
    } finally {
      await target.stop();
    }
  });
});
