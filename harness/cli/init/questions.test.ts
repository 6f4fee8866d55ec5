import { PassThrough } from 'node:stream';
import { expect, test } from 'vitest';
import { questionsOn } from './questions.js';

function asked(signal?: AbortSignal) {
  const input = new PassThrough();
  const output = new PassThrough();
  return { input, output, questions: questionsOn(input, output, signal) };
}

test('asks, and takes a line as the answer, also one that came early', async () => {
  const { input, output, questions } = asked();
  const first = questions.ask('one? ');
  input.write(' a b \r\nearly\n\n');
  expect([await first, await questions.ask('two? '), await questions.ask('three? ')]).toEqual([
    'a b',
    'early',
    '',
  ]);
  expect(String(output.read())).toBe('one? two? three? ');
  questions.close();
});

test('a last line without an end is an answer; then there is none', async () => {
  const { input, questions } = asked();
  input.end('last');
  expect(await questions.ask('? ')).toBe('last');
  await expect(questions.ask('? ')).rejects.toMatchObject({ name: 'UsageError', code: 'INPUT_ENDED' });
});

test('the end of the input ends a question that waits', async () => {
  const { input, questions } = asked();
  const waiting = expect(questions.ask('? ')).rejects.toMatchObject({ code: 'INPUT_ENDED' });
  input.end();
  await waiting;
});

test('so does the signal, with its reason', async () => {
  const controller = new AbortController();
  const { questions } = asked(controller.signal);
  const reason = new Error('interrupted');
  const waiting = expect(questions.ask('? ')).rejects.toBe(reason);
  controller.abort(reason);
  await waiting;
});
