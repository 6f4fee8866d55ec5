import { expect, test } from 'vitest';
import { withoutMachinePaths } from './machine-paths.js';

test('replaces each folder by its name, the longer one first', () => {
  const paths = { '<kit>': '/home/ann/kit', '<out>': '/home/ann/kit/reports/out' };
  expect(withoutMachinePaths('file:///home/ann/kit/a.js and /home/ann/kit/reports/out/b', paths)).toBe(
    '<kit>/a.js and <out>/b',
  );
});

test('replaces a folder in every spelling in which Node, vite and quoting write it', () => {
  const spaced = { '<kit>': '/home/ann lee/kit' };
  expect(withoutMachinePaths('file:///home/ann%20lee/kit/a.js, /home/ann lee/kit/b', spaced)).toBe(
    '<kit>/a.js, <kit>/b',
  );
  const windows = { '<kit>': 'C:\\Users\\ann\\kit' };
  expect(withoutMachinePaths('C:\\Users\\ann\\kit\\a.js', windows)).toBe('<kit>\\a.js');
  expect(withoutMachinePaths('C:/Users/ann/kit/a.js', windows)).toBe('<kit>/a.js');
  expect(withoutMachinePaths('{"file":"C:\\\\Users\\\\ann\\\\kit\\\\a.js"}', windows)).toBe(
    '{"file":"<kit>\\\\a.js"}',
  );
});

test('a folder that is the root of everything is not replaced in every path', () => {
  expect(withoutMachinePaths('/a/b', { '<kit>': '/' })).toBe('/a/b');
});
