import { expect, test } from 'vitest';
import { examineLibrary } from '../targets/library.js';
import { ThisNode } from '../targets/node-host.js';
import { expectFound, expectThreeDevicesAlone, hostileLibrary } from './testing/hostile-run.js';
import { sharedKitCopy } from './testing/kit-of-tests.js';
import { partsOf } from './testing/hostile-expectations.js';

/**
 * Libraries that crash, hang, lie, print and fork: each ends with a finding that says what happened, and with nothing
 * left behind. A sample; `npm run test:hostile` has them all.
 */
const shared = sharedKitCopy();

test.concurrent.each([
  'crashes-in-server-Close',
  'hangs-in-client-device-GetCommand',
  'answers-late-in-server-Close',
  'answers-S_FALSE-in-server-Open',
  'gives-a-null-pointer-in-server-OpenDevice',
  'overwrites-the-command-in-server-device-SendCommand',
  'takes-all-descriptors-in-server-Open',
  'prints-in-server-Close',
  'floods-standard-output-in-server-Close',
  'babbles-into-sockets-in-server-Close',
  'forks-a-daemon-in-server-Close',
])('%s', async (misdeed) => {
  await expectFound(shared.kit, `HOSTILE.${misdeed}`);
});

test('what happens in one case leaves every other case, and every rule after it, as if it had not', async () => {
  await expectThreeDevicesAlone(shared.kit, 'crashes-in-server-Close');
  // All rules, on a machine that other tests keep busy.
}, 300_000);

test('there is a crash for every method of both ends', async () => {
  const { faults } = await examineLibrary(
    new ThisNode(),
    hostileLibrary(shared.kit),
    shared.kit.file('agent', 'library-probe.cjs'),
    20_000,
  );
  const crashes = faults.filter(({ id }) => partsOf(id).what === 'crashes' && !id.includes('with-3'));
  // 16 and 5 methods of the server's interfaces, 13 and 5 of the client's, and three ways in.
  expect(crashes.length).toBe(16 + 5 + 13 + 5 + 3);
});
