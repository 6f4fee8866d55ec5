import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { expect, test } from 'vitest';
import { PACKAGE_ROOT } from '../../../kit-package.js';
import { endpointFaults } from '../../endpoint-faults.js';

const bundle = (name: string): Promise<string> =>
  readFile(path.join(PACKAGE_ROOT, 'dist', 'agent', name), 'utf8');

test('of what the SQL endpoint can be told to do wrong only its own program knows', async () => {
  const faults = endpointFaults().map(({ id }) => id);
  const knownTo = async (name: string): Promise<string[]> => {
    const text = await bundle(name);
    return faults.filter((id) => text.includes(id));
  };
  expect(await knownTo('sql-endpoint.cjs')).toEqual(faults);
  expect(await knownTo('container.cjs')).toEqual([]);
});
