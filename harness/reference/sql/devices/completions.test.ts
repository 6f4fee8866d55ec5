import { expect, it } from 'vitest';
import type { NativeRecord } from '../../../vdi/recorder.js';
import { Completions } from './completions.js';

const COMMAND = 4096n;
const TEXT = '0x1000';

/** A recorder whose records a test writes. */
class Written {
  #records: NativeRecord[] = [];
  #wake: () => void = () => undefined;

  callback(completionCode: number): void {
    const record = { what: 'callback', command: TEXT, completionCode, bytesTransferred: 512 };
    this.#records.push(record as NativeRecord);
    this.#wake();
  }

  drain(): NativeRecord[] {
    return this.#records.splice(0);
  }

  wait(): Promise<number> {
    return new Promise((resolve) => {
      this.#wake = () => {
        resolve(0);
      };
    });
  }
}

it('gives a completion to whoever waits for the command', async () => {
  const recorder = new Written();
  const completions = new Completions(recorder, () => 7n);
  const completion = completions.next(COMMAND, TEXT);
  recorder.callback(0);
  expect(await completion).toEqual({ code: 0, bytes: 512, position: 7n });
});

it('does not take the callback of a refused sending for that of the next', async () => {
  const recorder = new Written();
  const completions = new Completions(recorder, () => 0n);
  void completions.next(COMMAND, TEXT);
  recorder.callback(6);
  completions.forget(TEXT);
  const completion = completions.next(COMMAND, TEXT);
  recorder.callback(0);
  expect(await completion).toMatchObject({ code: 0 });
});
