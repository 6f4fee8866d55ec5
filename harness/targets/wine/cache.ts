import { homedir } from 'node:os';
import path from 'node:path';

/** What is fetched or made once for the target `wine` and used by every later run: in the user's cache folder. */
export function wineCache(): string {
  const { XDG_CACHE_HOME: chosen } = process.env;
  const caches = chosen !== undefined && path.isAbsolute(chosen) ? chosen : path.join(homedir(), '.cache');
  return path.join(caches, 'vdi-conformance', 'wine');
}
