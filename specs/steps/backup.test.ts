import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import { statementText } from './backup.js';

test.each(['write', 'read'] as const)('devices of a set that is to %s are named by GUIDs', (direction) => {
  const set = randomUUID();
  const text = statementText({ database: 'ledger' }, { set, devices: 3, direction });
  const names = [...text.matchAll(/VIRTUAL_DEVICE = N'([^']*)'/g)].map(([, name]) => name);
  expect(names[0]).toBe(set);
  expect(new Set(names).size).toBe(3);
  for (const name of names) expect(name).toMatch(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/);
});
