import type { RunDocument } from '../../../reports/json/run-document.js';
import { UsageError } from '../../errors/kit-error.js';
import { readRun } from '../compare/read-run.js';
import { readKeptRuns } from '../history/kept-runs.js';
import { placeOf, type PlaceFlags } from '../history/place-of.js';

/**
 * The runs that the command line names: each once, however often it is named.
 * @param folders output folders, or documents of runs.
 * @param kept where others are kept, if so.
 * @throws UsageError UNREADABLE_RUN, NO_RUNS_NAMED, KEPT_RUN_CORRUPT, and as placeOf
 */
export async function runsNamed(folders: readonly string[], kept: PlaceFlags): Promise<RunDocument[]> {
  const { in: folder, branch, repository } = kept;
  const keeps = folder !== undefined || branch !== undefined || repository !== undefined;
  if (!keeps && folders.length === 0)
    throw new UsageError('NO_RUNS_NAMED', 'it is not said in which runs builds are to be looked for', {
      remedy:
        'Name output folders behind --builds, or where runs are kept with --in FOLDER or --branch NAME.',
    });
  const written = await Promise.all(folders.map(readRun));
  const all = [
    ...written.map(({ document }) => document),
    ...(keeps ? await readKeptRuns(await placeOf(kept)) : []),
  ];
  return [...new Map(all.map((document) => [JSON.stringify(document), document])).values()];
}
