import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';

/** The folder of this package: the same from the TypeScript sources, from dist/ and from a bundle there. */
export const PACKAGE_ROOT = packageRoot(import.meta.dirname);

/** Name and version of the kit, as its package says. */
export const KIT: { readonly name: string; readonly version: string } = readKit();

function packageRoot(from: string): string {
  if (existsSync(path.join(from, 'package.json'))) return from;
  const up = path.dirname(from);
  if (up === from) throw new Error('the kit does not stand in its package: no package.json above it');
  return packageRoot(up);
}

function readKit(): { name: string; version: string } {
  const { name, version } = JSON.parse(readFileSync(path.join(PACKAGE_ROOT, 'package.json'), 'utf8')) as {
    name: string;
    version: string;
  };
  return { name, version };
}
