import path from 'node:path';
import { UsageError } from '../../errors/kit-error.js';
import { branchPlace } from './branch-place.js';
import { folderPlace } from './folder-place.js';
import type { KeptPlace } from './kept-place.js';

/** Where runs are kept, as the command line names it. */
export interface PlaceFlags {
  /** A folder. */
  readonly in?: string;
  readonly branch?: string;
  /** A folder of the repository that the branch is of; default: the current one. */
  readonly repository?: string;
}

/** @throws UsageError HISTORY_NOT_NAMED, CONTRADICTION; and as branchPlace */
export async function placeOf({ in: folder, branch, repository }: PlaceFlags): Promise<KeptPlace> {
  if (folder !== undefined && branch !== undefined)
    throw new UsageError('CONTRADICTION', 'runs are kept in a folder or in a branch', {
      remedy: 'Use one of --in and --branch.',
    });
  if (repository !== undefined && branch === undefined)
    throw new UsageError('CONTRADICTION', '--repository is where a branch is, and none is named', {
      remedy: 'Use --branch NAME with it.',
    });
  if (branch !== undefined) return branchPlace(branch, path.resolve(repository ?? '.'));
  if (folder !== undefined) return folderPlace(folder);
  throw new UsageError('HISTORY_NOT_NAMED', 'it is not said where the runs are kept', {
    remedy: 'Use --in FOLDER or --branch NAME.',
  });
}
