import { expect, test } from 'vitest';
import { newSecret, sameSecret } from './secret.js';

test('a secret is 256 bits, another each time', () => {
  expect(newSecret()).toMatch(/^[0-9a-f]{64}$/);
  expect(newSecret()).not.toBe(newSecret());
});

test('only the same secret is the same, whatever its length', () => {
  const secret = newSecret();
  expect(sameSecret(secret, secret)).toBe(true);
  expect(sameSecret(secret.slice(1), secret)).toBe(false);
  expect(sameSecret('', secret)).toBe(false);
  expect(sameSecret(`${secret}0`, secret)).toBe(false);
});
