import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { KIT, PACKAGE_ROOT } from '../kit-package.js';
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
  /** Folder of the compiled reports. */
  readonly reports: string;
  readonly rules: readonly Rule[];
  readonly targets: readonly Target[];
}

/** The kit as it was built or installed. */
export function installedWorld(): World {
  const compiled = (folder: string): string => fileURLToPath(new URL(`../../${folder}`, import.meta.url));
  return {
    kit: KIT,
    root: path.resolve(PACKAGE_ROOT),
    specs: compiled('specs'),
    reports: compiled('reports'),
    rules: RULES,
    targets: TARGETS,
  };
}
