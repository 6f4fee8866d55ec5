import { expect, test } from 'vitest';
import { checkPrefixZones } from './prefix-zone.js';

const SHARED_FROM = 1000n;
const at = (...addresses: bigint[]) => addresses.map((address) => ({ data: { address, bytes: 100 } }));

function check(zone: number, ...addresses: bigint[]): Promise<void> {
  return checkPrefixZones('set', zone, at(...addresses), (address) =>
    Promise.resolve(address >= SHARED_FROM ? 1 : 0),
  );
}

test('zones that lie before their buffers, apart from each other, in whatever order', async () => {
  await check(50, 1350n, 1050n, 1200n);
});

test('without a zone nothing is looked at', async () => {
  await check(0, 900n, 950n);
});

test.each([
  ['reaches out of the shared memory', [1049n]],
  ['reaches into the buffer before', [1050n, 1199n]],
])('a zone that %s is refused', async (_, addresses) => {
  await expect(check(50, ...addresses)).rejects.toMatchObject({ doing: 'configure' });
});
