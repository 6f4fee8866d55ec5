import { expect, test } from 'vitest';
import { withoutMachinePaths } from './machine-paths.js';

test('replaces each folder by its name, the longer one first', () => {
  const paths = { '<kit>': '/home/ann/kit', '<out>': '/home/ann/kit/reports/out' };
  expect(withoutMachinePaths('file:///home/ann/kit/a.js and /home/ann/kit/reports/out/b', paths)).toBe(
    '<kit>/a.js and <out>/b',
  );
});

test('a folder that is the root of everything is not replaced in every path', () => {
  expect(withoutMachinePaths('/a/b', { '<kit>': '/' })).toBe('/a/b');
});
