import { expect, test } from 'vitest';
import { toldWord, UNTOLD } from './told-word.js';

test.each([
  ['{set}', '{set}'],
  ['--set', '--set'],
  ['-s', '-s'],
  ['--set={set}', '--set={set}'],
  ['-s:{set}', '-s:{set}'],
  ['--devices={set},{devices}', `--devices={set}${UNTOLD}{devices}`],
  ['', ''],
])('%j tells how a client is called: %j', (word, told) => {
  expect(toldWord(word)).toBe(told);
});

test.each([
  ['hunter2', UNTOLD],
  ['--token=hunter2', `--token=${UNTOLD}`],
  ['-phunter2', UNTOLD],
  ['-p=hunter2', `-p=${UNTOLD}`],
  ['user:hunter2@{server}', `${UNTOLD}{server}`],
  ['{server};PWD=hunter2', `{server}${UNTOLD}`],
  ['{{hunter2}}', UNTOLD],
  ['/home/ann/keys', UNTOLD],
  ['C:\\Users\\ann', UNTOLD],
  ['--file=/home/ann/{set}', `--file=${UNTOLD}{set}`],
  ['--hunter2 in a sentence', UNTOLD],
])('%j may be a secret: %j is told', (word, told) => {
  expect(toldWord(word)).toBe(told);
});
