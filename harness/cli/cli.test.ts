import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { FakeCli } from './testing/fake-cli.js';

let fake: FakeCli;
beforeEach(async () => {
  fake = await FakeCli.make();
});
afterEach(() => fake.remove());

test('rules lists id, level and title; with an id it tells all', async () => {
  expect((await fake.run(['rules'])).stdout).toMatch(/^CLOSE-01 {2}interface {2}MUST .*\n/);
  const { code, stdout } = await fake.run(['rules', 'close-04']);
  expect(code).toBe(0);
  for (const part of ['What is documented', 'How it is provoked', 'What is looked at', 'learn.microsoft.com'])
    expect(stdout).toContain(part);
  const { stdout: json } = await fake.run(['rules', '--json']);
  expect(JSON.parse(json)).toMatchObject({ rules: [{ id: 'CLOSE-01' }, {}, {}, {}, {}] });
});

test('rules tells where the documents contradict each other, all or those of a rule', async () => {
  const { code, stdout } = await fake.run(['rules', '--contradictions']);
  expect(code).toBe(0);
  expect(stdout).toContain('(contradiction.agent-end)');
  const { stdout: ofRule } = await fake.run(['rules', 'close-04', '--contradictions', '--json']);
  expect(JSON.parse(ofRule)).toMatchObject({
    schema: 'vdi-conformance/contradictions/1',
    contradictions: [
      {
        id: 'contradiction.close-with-open-devices',
        rules: ['CLOSE-04', 'CLOSE-15'],
        links: [expect.stringMatching(/iservervirtualdeviceset2-close$/)],
      },
      { id: 'contradiction.close-after-abort' },
    ],
  });
  expect((await fake.run(['rules', 'close-05', '--contradictions'])).stdout).toMatch(/^no contradiction/);
  expect((await fake.run(['rules', 'close-04'])).stdout).toContain(
    'Where the documents contradict each other',
  );
});

test('rules --builds shows runs beside the documents, those that are kept too, each once', async () => {
  expect((await fake.run(['certify'])).code).toBe(0);
  const [out, kept] = [path.join(fake.folder, 'reports', 'out'), path.join(fake.folder, 'kept')];
  expect((await fake.run(['history', 'add', out, '--in', kept])).code).toBe(0);
  const { stdout } = await fake.run(['rules', '--builds', out, path.join(out, 'run.json'), '--in', kept]);
  expect(stdout).toMatch(/CLOSE-01 .* pass[^]*from 1 run\n$/);
});

test.each(['certify', 'serve', 'init'])('%s --help tells no default that is empty', async (command) => {
  const { code, stdout } = await fake.run([command, '--help']);
  expect(code).toBe(0);
  expect(stdout).toMatch(/\(default: /);
  expect(stdout).not.toMatch(/default:\s+(\[\]|\{\})/);
});

test('doctor ends with 0 when the target is there', async () => {
  const { code, stdout } = await fake.run(['doctor']);
  expect(code).toBe(0);
  expect(stdout).toMatch(/^embedded {2}available/);
});
