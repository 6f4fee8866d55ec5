import { readFile } from 'node:fs/promises';
import path from 'node:path';
import type { JudgeModule } from '../../../specs/rules/rule-set.js';

/** Besides the judges these decide: how cases are summed up, and what a finding comes to. */
const SUMMING_UP = ['judge-history.js', 'finding.js', 'view.js'].map((name) => path.join('findings', name));

/**
 * What a compiled module imports of the tree. They are written by one compiler from formatted source, so a line that begins with
 * `import` or `export` and names a file in single quotes is all that there is; a test compares it with what Node loads.
 */
const IMPORT = /^(?:import|export)\b[^'"`;]*?'(?<file>\.[^']+)';?$/gm;

/**
 * Judges and all that they import, directly or not, but for packages.
 * @param specs the folder of the compiled specs.
 * @param judges absolute paths below it.
 */
export async function judgeModules(specs: string, judges: readonly string[]): Promise<JudgeModule[]> {
  const root = path.dirname(specs);
  const modules = new Map<string, JudgeModule>();
  const waiting = [...judges, ...SUMMING_UP.map((name) => path.join(specs, name))];
  for (let file = waiting.pop(); file !== undefined; file = waiting.pop()) {
    if (modules.has(file)) continue;
    const text = await readFile(file, 'utf8').catch(() => null);
    modules.set(file, { path: path.relative(root, file).replaceAll(path.sep, '/'), text });
    for (const { groups } of text?.matchAll(IMPORT) ?? [])
      waiting.push(path.resolve(path.dirname(file), groups?.['file'] ?? ''));
  }
  return [...modules.values()];
}
