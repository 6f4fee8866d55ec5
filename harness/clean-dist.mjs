import { existsSync, readdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

/**
 * Part of the build: removes compiled files whose source is gone. tsc leaves them, and a renamed spec would then
 * claim its rule twice.
 */
const root = fileURLToPath(new URL('..', import.meta.url));

for (const layer of ['harness', 'specs', 'reports']) {
  const folder = path.join(root, 'dist', layer);
  if (!existsSync(folder)) continue;
  for (const name of readdirSync(folder, { recursive: true })) {
    const compiled = /^(?<stem>.+)\.js(?:\.map)?$/.exec(name);
    if (compiled === null) continue;
    if (!existsSync(path.join(root, layer, `${compiled.groups.stem}.ts`))) rmSync(path.join(folder, name));
  }
}
