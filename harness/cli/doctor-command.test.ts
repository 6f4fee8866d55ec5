import { expect, test } from 'vitest';
import { containerSettings } from '../targets/container/settings.js';
import type { Target } from '../targets/target.js';
import { doctor } from './doctor-command.js';

/** A target whose check ends when it is given up, and no sooner. */
function endless(begun: () => void): Target {
  return {
    name: 'endless',
    summary: 'never looked through',
    check: (_instance, _container, signal) =>
      new Promise((_, reject) => {
        signal?.addEventListener('abort', () => {
          reject(signal.reason as Error);
        });
        begun();
      }),
    start: () => Promise.reject(new Error('not meant to start')),
  };
}

test('a check that is given up ends doctor with the reason, and no other target is looked at', async () => {
  const controller = new AbortController();
  const written: string[] = [];
  let checks = 0;
  const target = endless(() => {
    checks += 1;
    controller.abort(new Error('enough'));
  });
  const out = { write: (text: string) => written.push(text) > 0 };
  await expect(
    doctor([target, target], undefined, null, containerSettings(), out, controller.signal),
  ).rejects.toThrow('enough');
  await expect(
    doctor([target], undefined, null, containerSettings(), out, controller.signal),
  ).rejects.toThrow('enough');
  expect(checks).toBe(1);
  expect(written).toEqual([]);
});
