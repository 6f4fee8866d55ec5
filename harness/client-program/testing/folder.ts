import { mkdtemp, realpath, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';

/** A folder of one test's own. */
export interface Folder {
  readonly path: string;
  at(...names: string[]): string;
  write(name: string, text: string): Promise<void>;
  remove(): Promise<void>;
}

/** Its name has what a shell, a glob, a URL or a placeholder would mean something by. */
export async function removedAfterwards(): Promise<Folder> {
  const folder = await realpath(await mkdtemp(path.join(tmpdir(), 'vdi-config é {set} %20 ')));
  const at = (...names: string[]): string => path.join(folder, ...names);
  return {
    path: folder,
    at,
    write: (name, text) => writeFile(at(name), text),
    remove: () => rm(folder, { recursive: true, force: true }),
  };
}
