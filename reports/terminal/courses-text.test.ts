import { expect, test } from 'vitest';
import { coursesOf } from '../kept/courses.js';
import { handMadeKept, handMadeRun, withServer } from '../kept/hand-made.js';
import { coursesText } from './courses-text.js';

test('runs newest last, what changed since the last and the last green one, and what is flaky', () => {
  const kept = handMadeKept(
    handMadeRun(1, ['pass', 'pass']),
    handMadeRun(2, ['fail', 'pass']),
    handMadeRun(3, ['fail', 'fail', 'pass']),
    handMadeRun(4, ['pass', 'pass'], { target: withServer('16.0.4135.4') }),
    handMadeRun(5, ['pass'], {
      target: withServer('16.0.4135.4'),
      problems: [{ where: 'vitest', message: 'broke' }],
      verdict: 'inconclusive',
    }),
  );
  const text = coursesText(coursesOf(kept), { write: () => true });
  expect(text).toBe(`libvdi.so 1.0 on embedded (linux-x64), interface
  run-of-2026-01-01  conformant      2 pass  (vdi-conformance 0.0.0)
  run-of-2026-01-02  not-conformant  1 pass, 1 fail  (vdi-conformance 0.0.0)
    since the last run, which was green: worse: A-1 (pass -> fail)
  run-of-2026-01-03  not-conformant  1 pass, 2 fail  (vdi-conformance 0.0.0)
    since the last run: worse: A-2 (pass -> fail); new: A-3
    since the last green run, run-of-2026-01-01: worse: A-1 (pass -> fail), A-2 (pass -> fail); new: A-3
  flaky: A-1 differed in 1 of 3 runs (2 fail, 1 pass) of vdi-conformance 0.0.0 and library cdcdcdcdcdcd
  flaky: A-2 differed in 1 of 3 runs (2 pass, 1 fail) of vdi-conformance 0.0.0 and library cdcdcdcdcdcd

SQL Server 16.0.4135.4 on embedded (linux-x64), interface
  run-of-2026-01-04  conformant      2 pass  (vdi-conformance 0.0.0)
  run-of-2026-01-05  inconclusive    1 pass  (vdi-conformance 0.0.0)
    since the last run, which was green: gone: A-2; a problem of the kit, vitest
`);
});
