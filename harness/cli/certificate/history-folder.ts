import { constants } from 'node:fs';
import { open, realpath, stat } from 'node:fs/promises';
import path from 'node:path';
import { UsageError } from '../../errors/kit-error.js';
import { OUTPUT } from '../certify/output-folder.js';

/** Bytes. The longest that a run of ours wrote has a few million. */
const LONGEST = 512 * 1024 * 1024;

/** As the kit writes them: in the folder of histories, and nowhere else. */
const NAME = /^histories\/(?<name>[A-Za-z0-9][A-Za-z0-9._-]*\.json)$/;

/**
 * Reads histories of a certificate by their paths, which its maker chose: nothing outside of the folder is read.
 * @param folder a run's output folder, or the folder of histories in it.
 * @returns the bytes of one, or why there are none.
 * @throws UsageError NO_HISTORIES when there is no such folder.
 */
export async function historyFolder(folder: string): Promise<(file: string) => Promise<Uint8Array | string>> {
  const named = await isFolder(path.join(folder, OUTPUT.histories));
  const histories = named ? path.join(folder, OUTPUT.histories) : folder;
  if (!(await isFolder(histories))) {
    throw new UsageError('NO_HISTORIES', `there is no folder ${folder}`, {
      remedy: 'Name the output folder of the run, which holds the folder `histories`.',
    });
  }
  const root = await realpath(histories);
  return async (file) => {
    const name = NAME.exec(file)?.groups?.['name'];
    if (name === undefined) return 'its path leads out of the folder of histories, and was not read';
    return bytesOf(root, path.join(root, name));
  };
}

async function isFolder(folder: string): Promise<boolean> {
  const found = await stat(folder).catch(() => null);
  return found?.isDirectory() ?? false;
}

async function bytesOf(root: string, file: string): Promise<Uint8Array | string> {
  try {
    const real = await realpath(file);
    if (path.dirname(real) !== root) return 'it is a link that leads out of the folder, and was not read';
    // A pipe in its place would keep us for ever.
    const handle = await open(real, constants.O_RDONLY | constants.O_NONBLOCK);
    try {
      const found = await handle.stat();
      if (!found.isFile()) return 'it is not a file';
      if (found.size > LONGEST) return `it is longer than ${LONGEST} bytes`;
      return await handle.readFile();
    } finally {
      await handle.close();
    }
  } catch (error) {
    const { code = 'unknown' } = error as NodeJS.ErrnoException;
    return code === 'ENOENT' ? 'it is not there' : `it cannot be read (${code})`;
  }
}
