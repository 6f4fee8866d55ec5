import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { clientConfigFrom } from './client-config.js';
import { configText } from './config-text.js';
import type { ClientConfigInput } from './define-config.js';
import { loadConfig } from './load-config.js';
import { PLACEHOLDERS } from './placeholders.js';
import { removedAfterwards, type Folder } from './testing/folder.js';

let folder: Folder;
beforeEach(async () => {
  folder = await removedAfterwards();
});
afterEach(() => folder.remove());

const LEAST: ClientConfigInput = { command: ['./my-client', '{set}'] };
const MOST: ClientConfigInput = {
  command: ['./my-client', ...Array.from({ length: 12 }, (_, nth) => `--long-argument-${nth}`), '{set}'],
  env: { A: '1', 'B C': '2', ['__proto__']: 'x', É: "it's", constructor: '' },
  cwd: "it's",
  statements: 'client',
  success: { exitCodes: [0, 3], output: '^it\'s "done"\\.$' },
  maxDevices: 7,
  limits: { endMs: 1, runMs: 2 },
  cannot: { restore: "it doesn't" },
};
const NASTY: ClientConfigInput = {
  command: [
    './c',
    "'",
    '"',
    '\\',
    '\\"',
    "\\'",
    '${{x}}',
    '`',
    '\n',
    '\u2028',
    '*/',
    '//',
    '',
    '\ud800',
    '{{}}',
    '</script>',
  ],
};

describe.each(['ts', 'js', 'json'] as const)('as %s', (ending) => {
  test.each([
    ['the least', LEAST],
    ['everything', MOST],
    ['what has to be escaped', NASTY],
  ])('%s is read back as it was meant', async (_, config) => {
    const name = `a.${ending}`;
    await folder.write(name, configText(config, ending));
    expect(await loadConfig(name, folder.path)).toEqual(
      clientConfigFrom(config, { name, folder: folder.path }),
    );
  });
});

test('each field is explained, and each placeholder', () => {
  const text = configText(LEAST, 'ts');
  for (const name of Object.keys(PLACEHOLDERS)) expect(text).toContain(`//   {${name}} `);
  for (const field of 'command env cwd statements success maxDevices limits cannot'.split(' '))
    expect(text).toMatch(new RegExp(`^  // [A-Z].*\\n(  // .*\\n)*  (// )?${field}: `, 'm'));
});
