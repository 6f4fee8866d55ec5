import { readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { TARGETS } from '../targets/catalogue.js';
import { RULES } from '../../specs/rules/catalogue.js';
import type { Target } from '../targets/target.js';
import type { Rule } from '../../specs/rules/rule.js';

/** What the command line works with. Tests put their own targets, rules and specs in its place. */
export interface World {
  readonly kit: { readonly name: string; readonly version: string };
  /** Absolute path of the package: the root of everything that vitest may load. */
  readonly root: string;
  /** Folder of the compiled specs, below `root`; a spec's file name is its rule's id. */
  readonly specs: string;
  readonly rules: readonly Rule[];
  readonly targets: readonly Target[];
  /** Folder that holds the compiled `reports/`. */
  readonly reports: string;
}

/** The folder of the compiled tree (`dist`), from where this file stands in it. */
const compiled = fileURLToPath(new URL('../../', import.meta.url));
const root = path.dirname(path.resolve(compiled));

/** The kit as it was built or installed. */
export function installedWorld(): World {
  const manifest: unknown = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8'));
  return {
    kit: z.object({ name: z.string(), version: z.string() }).parse(manifest),
    root,
    specs: path.join(compiled, 'specs'),
    reports: path.join(compiled, 'reports'),
    rules: RULES,
    targets: TARGETS,
  };
}
