import path from 'node:path';
import { PACKAGE_ROOT } from '../../kit-package.js';
import { hasCommand } from '../wine/wine-command.js';
import type { Check } from '../target.js';
import { debianBase } from './debian-base.js';
import type { ImageRecipe } from './image-recipe.js';

/** The kit's own proof, which any engine for Linux runs: Wine, and the reference in the place of SQL Server's library. */
export const LINUX_WINE: ImageRecipe = {
  os: 'linux',
  folder: path.join(PACKAGE_ROOT, 'harness', 'targets', 'container', 'images', 'linux-wine'),
  kit: '/wine/drive_c/kit',
  // The one that Wine need not read into every process.
  node: ({ node }) => ({ name: 'node.dll', file: node }),
  folders: () => ({}),
  buildArgs: () => ({}),
  checks: () => [debootstrapCheck()],
  base: debianBase,
};

function debootstrapCheck(): Check {
  const what = 'Debian with Wine, to build from';
  const ok = hasCommand('debootstrap') && hasCommand('tar') && process.getuid?.() === 0;
  if (ok) return { what, ok, detail: 'made with debootstrap, once' };
  return {
    what,
    ok,
    detail: 'it is made with debootstrap, as root, which is not so here',
    remedy: 'as root: apt-get install debootstrap',
  };
}
