import { expect, test } from 'vitest';
import { within } from './within.js';

test('what comes in time is passed on, an error too', async () => {
  await expect(within(Promise.resolve(5), 'callMs', 1_000, 'a number')).resolves.toBe(5);
  await expect(within(Promise.reject(new Error('no')), 'callMs', 1_000, 'a number')).rejects.toThrow('no');
});

test('an expiry says what was awaited, for how long, and which limit it was', async () => {
  await expect(within(new Promise(() => undefined), 'roleEndMs', 20, 'the end')).rejects.toMatchObject({
    code: 'LIMIT_OVER',
    message: 'the end: not within 20 ms (limit roleEndMs)',
    details: {
      awaited: 'the end',
      afterMs: 20,
      limit: 'roleEndMs',
      remedy: expect.stringContaining('--patience') as string,
    },
  });
});
