import { randomUUID } from 'node:crypto';
import { link, mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { UsageError } from '../../errors/kit-error.js';
import type { KeptFile, KeptPlace, Putting } from './kept-place.js';

/** Runs as files of a folder, which is made when the first is put there. */
export function folderPlace(folder: string): KeptPlace {
  return {
    name: `the folder ${folder}`,
    async files(): Promise<KeptFile[]> {
      try {
        return await filesIn(folder);
      } catch (cause) {
        throw new UsageError('HISTORY_UNREADABLE', `cannot read ${folder}: ${String(cause)}`, {
          remedy: 'Name a folder with --in.',
          cause,
        });
      }
    },
    async put(file: KeptFile): Promise<Putting> {
      try {
        return await putWhole(folder, file);
      } catch (cause) {
        throw new UsageError('HISTORY_NOT_WRITABLE', `cannot keep a run in ${folder}: ${String(cause)}`, {
          remedy: 'Name another folder with --in.',
          cause,
        });
      }
    },
  };
}

async function filesIn(folder: string): Promise<KeptFile[]> {
  const names = await readdir(folder).catch((error: unknown) => {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
    throw error;
  });
  return Promise.all(
    names
      .filter((name) => name.endsWith('.json'))
      .map(async (name) => ({ name, text: await readFile(path.join(folder, name), 'utf8') })),
  );
}

/** Written aside and then given its name, which takes nobody else's: a reader never sees half a file. */
async function putWhole(folder: string, { name, text }: KeptFile): Promise<Putting> {
  await mkdir(folder, { recursive: true });
  const aside = path.join(folder, `.${name}.${randomUUID()}`);
  try {
    await writeFile(aside, text, { flag: 'wx' });
    await link(aside, path.join(folder, name));
    return 'added';
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return 'already there';
    throw error;
  } finally {
    await rm(aside, { force: true });
  }
}
