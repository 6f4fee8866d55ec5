import { expect, test } from 'vitest';
import { withUpperCaseDrive } from './drive-letter.js';

test('writes the letter of a drive, and nothing else, in upper case', () => {
  expect(withUpperCaseDrive('file:///c:/kit/main.js')).toBe('file:///C:/kit/main.js');
  expect(withUpperCaseDrive('file:///C:/kit/main.js')).toBe('file:///C:/kit/main.js');
  expect(withUpperCaseDrive('file:///home/c:/main.js')).toBe('file:///home/c:/main.js');
});
