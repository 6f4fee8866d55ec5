import { existsSync } from 'node:fs';
import { copyFile, mkdir, rename, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { TargetUnavailableError } from '../../errors/kit-error.js';
import { wineCache } from './cache.js';
import { ownFolder, removeForgotten } from './forgotten.js';
import { endWine, runWine, wineVersion } from './wine-command.js';

/** Raised when prefixes are made in another way. */
const RECIPE = 1;
/** For each step of making a prefix: seconds on an idle machine. */
const STEP_MS = 120_000;
const RUN_PREFIX = 'vdi-conformance-wine';
const MAKING = 'making';
/** What a prefix consists of besides its drives. */
const REGISTRY = ['system.reg', 'user.reg', 'userdef.reg', '.update-timestamp'];

/** The prefix from which those of the runs are made: one for each version of Wine. */
function master(): string {
  return path.join(wineCache(), `prefix-${RECIPE}-${wineVersion().replaceAll(/[^A-Za-z0-9.]+/g, '-')}`);
}

export function isPrefixMade(): boolean {
  return existsSync(master());
}

/**
 * A prefix for one run: registry and server are its own, the files those of the one in the cache. So runs do not see
 * each other, and what is written to the registry goes with the run.
 */
export async function runPrefix(onPreparing: (what: string) => void): Promise<string> {
  const from = master();
  if (!existsSync(from)) {
    onPreparing('making a Wine prefix for the kit (once)');
    await makeMaster(from);
  }
  await removeForgotten(tmpdir(), RUN_PREFIX);
  const prefix = await ownFolder(tmpdir(), RUN_PREFIX);
  for (const file of REGISTRY) await copyFile(path.join(from, file), path.join(prefix, file));
  await symlink(path.join(from, 'drive_c'), path.join(prefix, 'drive_c'));
  const drives = path.join(prefix, 'dosdevices');
  await mkdir(drives);
  await symlink('../drive_c', path.join(drives, 'c:'));
  await symlink('/', path.join(drives, 'z:'));
  await nameServerFolder(prefix);
  return prefix;
}

/**
 * Has Wine choose the folder of the prefix's server. Of two first clients that start at the same time each chooses its own, one
 * server starts in one of them, and the other client ends.
 */
async function nameServerFolder(prefix: string): Promise<void> {
  await runWine('wineserver', ['-w'], prefix, STEP_MS);
}

/** @throws TargetUnavailableError NO_WINE_PREFIX with what Wine said. */
async function makeMaster(place: string): Promise<void> {
  await mkdir(wineCache(), { recursive: true });
  await removeForgotten(wineCache(), MAKING);
  const aside = await ownFolder(wineCache(), MAKING);
  try {
    await runWine('wine', ['wineboot', '-i'], aside, STEP_MS);
    await runWine('wine', ['winecfg', '-v', 'win10'], aside, STEP_MS);
    // The registry is written when the server ends; told to, it writes at once.
    await endWine(aside, STEP_MS);
    await rename(aside, place).catch((error: unknown) => {
      // Another run was faster.
      if (!existsSync(place)) throw error;
    });
  } catch (cause) {
    await endWine(aside, STEP_MS).catch(() => undefined);
    throw new TargetUnavailableError(
      'NO_WINE_PREFIX',
      `Wine could not make a prefix for the kit: ${(cause as Error).message}`,
      { remedy: `Try it by hand: WINEPREFIX=/tmp/prefix wine wineboot -i`, cause },
    );
  } finally {
    await rm(aside, { recursive: true, force: true });
  }
}
