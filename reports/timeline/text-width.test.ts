import { expect, test } from 'vitest';
import { filled, inOneLine, widthOf, wrapped } from './text-width.js';

test('breaks between words, and within a word only where it must', () => {
  expect(wrapped('one two three', 7, 9)).toEqual(['one two', 'three']);
  expect(wrapped('0123456789', 4, 9)).toEqual(['0123', '4567', '89']);
  expect(wrapped('a 0123456789', 6, 9)).toEqual(['a 0123', '456789']);
  expect(wrapped('', 4, 9)).toEqual([]);
});

test('leaves out what is too much, and says so', () => {
  expect(wrapped('one two three four', 5, 2)).toEqual(['one', 'two…']);
  expect(wrapped('one two', 5, 2)).toEqual(['one', 'two']);
});

test('counts columns, not characters', () => {
  expect(widthOf('備份')).toBe(4);
  expect(widthOf('e\u0301')).toBe(1);
  expect(wrapped('備份失敗', 5, 9)).toEqual(['備份', '失敗']);
  expect(filled('備', 4)).toBe('備  ');
});

test('passes nothing on that a terminal would obey', () => {
  expect(inOneLine('a\u001b[31mb\r\nc\u202ed\u009be')).toBe('a [31mb c d e');
});

test('ends for a width that no character fits into', () => {
  expect(wrapped('備份', 1, 9)).toEqual(['備', '份']);
});
