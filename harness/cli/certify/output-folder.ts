import { randomUUID } from 'node:crypto';
import { mkdir, readdir, rm, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { UsageError } from '../../errors/kit-error.js';
import { removeFolder } from '../../targets/remove-folder.js';

/** What a run writes below the output folder: these names, and no others, are removed by the next run. */
export const OUTPUT = {
  document: 'run.json',
  junit: 'junit.xml',
  page: 'report.html',
  summary: 'summary.md',
  badge: 'badge.json',
  histories: 'histories',
  allureResults: 'allure-results',
  allureReport: 'allure-report',
  certificate: 'certificate.json',
} as const;

/** Says that a folder is ours, so that a folder of somebody else's with one of our names is never removed. */
const MARK = '.vdi-conformance';

/**
 * Sees to it that the output folder is there and can be written to. Results of an earlier run stay.
 * @returns its absolute path.
 * @throws UsageError when it cannot be written to, or holds things with our names that are not ours.
 */
export async function checkOutputFolder(folder: string): Promise<string> {
  const absolute = path.resolve(folder);
  try {
    await makeFolder(absolute);
    // The only test that a read-only folder, a full disk and a foreign owner all fail. Root may write anywhere.
    const probe = path.join(absolute, `.probe-${randomUUID()}`);
    await writeFile(probe, 'x');
    await rm(probe);
  } catch (cause) {
    throw notWritable(absolute, cause);
  }
  await refuseForeign(absolute);
  return absolute;
}

/**
 * Removes the results of an earlier run from a folder that `checkOutputFolder` found fit.
 * @throws UsageError when that is refused: on Windows by a program that has one of them open.
 */
export async function clearOutputFolder(absolute: string): Promise<void> {
  try {
    await writeFile(
      path.join(absolute, MARK),
      'Written by vdi-conformance; the next run replaces what is here.\n',
    );
    await Promise.all(Object.values(OUTPUT).map((name) => removeFolder(path.join(absolute, name))));
  } catch (cause) {
    throw notWritable(absolute, cause);
  }
}

function notWritable(absolute: string, cause: unknown): UsageError {
  return new UsageError(
    'OUTPUT_NOT_WRITABLE',
    `cannot write to the output folder ${absolute}: ${why(cause)}`,
    { remedy: 'name another with --out DIR', cause },
  );
}

/**
 * Not `mkdir` with `recursive`: Node 20 tries for ever where a parent is there but refuses with ENOENT, as /proc
 * does.
 */
async function makeFolder(absolute: string): Promise<void> {
  const made = await mkdirAnswer(absolute);
  if (made === 'made') return;
  const parent = path.dirname(absolute);
  if (made.code === 'EEXIST') {
    if ((await stat(absolute)).isDirectory()) return;
    throw made;
  }
  if (made.code !== 'ENOENT' || parent === absolute) throw made;
  await makeFolder(parent);
  const again = await mkdirAnswer(absolute);
  if (again !== 'made' && again.code !== 'EEXIST') throw again;
}

async function mkdirAnswer(folder: string): Promise<'made' | NodeJS.ErrnoException> {
  try {
    await mkdir(folder);
    return 'made';
  } catch (error) {
    return error as NodeJS.ErrnoException;
  }
}

async function refuseForeign(absolute: string): Promise<void> {
  const present = await readdir(absolute);
  if (present.includes(MARK)) return;
  const foreign = Object.values(OUTPUT).filter((name) => present.includes(name));
  if (foreign.length === 0) return;
  throw new UsageError(
    'OUTPUT_NOT_OURS',
    `the output folder ${absolute} holds ${foreign.join(', ')}, which no earlier run of the kit wrote`,
    { remedy: 'name another with --out DIR, or move these away' },
  );
}

function why(cause: unknown): string {
  const code = (cause as NodeJS.ErrnoException).code;
  switch (code) {
    case 'EEXIST':
    case 'ENOTDIR':
      return 'there is a file in its place';
    case 'ENOENT':
      return 'no folder can be made there';
    case 'EACCES':
    case 'EPERM':
      return 'no permission';
    case 'EBUSY':
      return 'another program has a file there open';
    case 'EROFS':
      return 'the file system is read-only';
    case 'ENOSPC':
      return 'no space left on the device';
    default:
      return String(cause);
  }
}
