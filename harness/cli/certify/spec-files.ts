import { readdir } from 'node:fs/promises';
import path from 'node:path';
import { KitError } from '../../errors/kit-error.js';
import type { Rule } from '../../../specs/rules/rule.js';

/** A rule's files are named by its id and by what they are. */
const FILE_OF = { spec: /^(?<id>.+)\.spec\.m?js$/, judge: /^(?<id>.+)\.judge\.m?js$/ } as const;

/**
 * The compiled spec (or judge) of each rule: the file that is named by its id, in either case. Rules without one are
 * missing from the map: their finding says so. A spec whose rule is not in the catalogue is never run.
 * @throws KitError when two files claim one rule.
 */
export async function specFiles(
  folder: string,
  rules: readonly Rule[],
  what: keyof typeof FILE_OF = 'spec',
): Promise<ReadonlyMap<string, string>> {
  const wanted = new Map(rules.map((rule) => [rule.id.toUpperCase(), rule.id]));
  const found = new Map<string, string>();
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
    const id = wanted.get(FILE_OF[what].exec(entry.name)?.groups?.['id']?.toUpperCase() ?? '');
    if (id === undefined || !entry.isFile()) continue;
    const file = path.join(entry.parentPath, entry.name);
    const other = found.get(id);
    if (other !== undefined) {
      throw new KitError('TWO_SPECS', `two ${what}s claim the rule ${id}: ${other} and ${file}`, {
        remedy: 'run `npm run build`, which removes compiled files that no longer have a source',
      });
    }
    found.set(id, file);
  }
  return found;
}
