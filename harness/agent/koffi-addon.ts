import { createRequire } from 'node:module';

/**
 * Path of koffi's native addon, found by koffi's own loader; null when it loads in another way than a file
 * of that name, and roles then have to search for themselves.
 */
export function koffiAddon(): string | null {
  const [, program] = process.argv;
  if (program === undefined) return null;
  const require = createRequire(program);
  require('koffi');
  return Object.keys(require.cache).find((file) => /[\\/]koffi\.node$/.test(file)) ?? null;
}
