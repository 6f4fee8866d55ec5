import { expect, test } from 'vitest';
import { handMadeClient } from '../json/hand-made.js';
import { coursesOf } from '../kept/courses.js';
import { handMadeKept, handMadeRun, withServer } from '../kept/hand-made.js';
import { coursesText } from './courses-text.js';

const KEPT = handMadeKept(
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

test('runs newest last, what changed since the last and the last green one, and what is flaky', () => {
  const text = coursesText(coursesOf(KEPT), { write: () => true });
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
    since the last run, which was green: gone: A-2; new problem of the kit, vitest
`);
});

test('they are told in the language that is asked for', () => {
  expect(coursesText(coursesOf(KEPT), { write: () => true }, 'ru')).toBe(`\
libvdi.so 1.0 в среде embedded (linux-x64), интерфейс
  run-of-2026-01-01  conformant      2 pass  (vdi-conformance 0.0.0)
  run-of-2026-01-02  not-conformant  1 pass, 1 fail  (vdi-conformance 0.0.0)
    с предыдущего прогона, который был зеленым: хуже: A-1 (pass -> fail)
  run-of-2026-01-03  not-conformant  1 pass, 2 fail  (vdi-conformance 0.0.0)
    с предыдущего прогона: хуже: A-2 (pass -> fail); новое: A-3
    с последнего зеленого прогона, run-of-2026-01-01: хуже: A-1 (pass -> fail), A-2 (pass -> fail); новое: A-3
  нестабильно: A-1, другой вердикт в 1 из 3 прогонов (2 fail, 1 pass) с vdi-conformance 0.0.0 и библиотекой cdcdcdcdcdcd
  нестабильно: A-2, другой вердикт в 1 из 3 прогонов (2 pass, 1 fail) с vdi-conformance 0.0.0 и библиотекой cdcdcdcdcdcd

SQL Server 16.0.4135.4 в среде embedded (linux-x64), интерфейс
  run-of-2026-01-04  conformant      2 pass  (vdi-conformance 0.0.0)
  run-of-2026-01-05  inconclusive    1 pass  (vdi-conformance 0.0.0)
    с предыдущего прогона, который был зеленым: исчезло: A-2; новая проблема комплекта, vitest
`);
});

test('what was told to misbehave is named', () => {
  const [run] = handMadeKept(handMadeRun(1, ['fail']));
  const { document } = run!;
  const faulty = { id: 'a', document: { ...document, target: { ...document.target, fault: 'A-1.broken' } } };
  expect(coursesText(coursesOf([faulty]), { write: () => true }, 'fr')).toContain(
    'libvdi.so 1.0 sur embedded (linux-x64), interface, avec le défaut A-1.broken\n',
  );
});

test('the client that was certified, and in which version a rule is flaky', () => {
  const client = handMadeClient('yours');
  const ran = (day: number, verdict: 'pass' | 'fail') =>
    handMadeRun(day, [verdict], { subject: 'client', client });
  const text = coursesText(coursesOf(handMadeKept(ran(1, 'pass'), ran(2, 'fail'))), { write: () => true });
  expect(text).toMatch(/^libvdi\.so 1\.0 on embedded \(linux-x64\), client yours\n/);
  expect(text).toMatch(/\n {2}flaky: A-1 .* and library cdcdcdcdcdcd, yours abababababab\n/);
});

test('in French a narrow no-break space stands before what parts the changes', () => {
  const text = coursesText(coursesOf(KEPT), { write: () => true }, 'fr');
  expect(text.match(/\S+;/g)).toBeNull();
  expect(text.match(/\)\u202f; /g)).toHaveLength(2);
});
