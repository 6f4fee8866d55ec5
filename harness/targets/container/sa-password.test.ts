import { expect, test } from 'vitest';
import { newSaPassword } from './sa-password.js';

test('a password has letters of every kind, none that needs quoting, and is never the same', () => {
  const passwords = Array.from({ length: 100 }, newSaPassword);
  expect(new Set(passwords).size).toBe(passwords.length);
  for (const each of passwords) expect(each).toMatch(/^(?=.*[a-z])(?=.*[A-Z])(?=.*\d)[A-Za-z0-9_-]{36}$/);
});
