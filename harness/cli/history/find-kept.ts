import { UsageError } from '../../errors/kit-error.js';
import { certifiedIn, certifiedText } from '../../../reports/kept/certified.js';
import { isGreen, type KeptRun } from '../../../reports/kept/kept-run.js';

/** Says that the last green run is meant, before the one that it is held against. */
export const GREEN = 'green';

/** For `--help`. */
export const WHICH_RUN = 'the id of a kept run, its beginning, or a day such as 2026-01-31';

/**
 * The kept run that is meant by its id, the beginning of that, or the time at which it began, as far as that is said.
 * @throws UsageError NO_SUCH_RUN, MANY_SUCH_RUNS
 */
export function findKept(kept: readonly KeptRun[], which: string): KeptRun {
  // A time as ISO 8601 writes it is the beginning of an id, but for its separators.
  const asTime = which.replaceAll(/[-:.]/g, '');
  const found = which === '' ? [] : kept.filter(({ id }) => id.startsWith(which) || id.startsWith(asTime));
  const [only] = found;
  if (only !== undefined && found.length === 1) return only;
  if (only === undefined)
    throw new UsageError('NO_SUCH_RUN', `no run is kept that "${which}" means`, {
      remedy: '`vdi-conformance history show` lists those that are.',
    });
  throw new UsageError(
    'MANY_SUCH_RUNS',
    `"${which}" means ${found.length} kept runs: ${found.map(({ id }) => id).join(', ')}`,
    { remedy: 'Say more of the id.' },
  );
}

/** The newest run. @throws UsageError NO_SUCH_RUN when none is kept */
export function lastKept(kept: readonly KeptRun[]): KeptRun {
  const last = kept.at(-1);
  if (last === undefined) throw new UsageError('NO_SUCH_RUN', 'no run is kept');
  return last;
}

/**
 * The last run before this one that was green and in which the same was certified with the same.
 * @throws UsageError NO_GREEN_RUN
 */
export function lastGreenBefore(kept: readonly KeptRun[], run: KeptRun): KeptRun {
  const what = certifiedText(certifiedIn(run.document));
  const green = kept
    .filter((each) => each.id < run.id && certifiedText(certifiedIn(each.document)) === what)
    .findLast(isGreen);
  if (green !== undefined) return green;
  throw new UsageError(
    'NO_GREEN_RUN',
    `no run before ${run.id} that certified the same was conformant: ${what}`,
    {
      remedy: 'Name the two runs that are to be compared.',
    },
  );
}

/**
 * The runs of a build, which is named as it is shown or by its number alone.
 * @throws UsageError NO_SUCH_BUILD
 */
export function keptOfBuild(kept: readonly KeptRun[], asked: string): KeptRun[] {
  const built = kept.map((run) => ({ run, build: certifiedIn(run.document).build }));
  const found = built.filter(({ build }) => build === asked || build.endsWith(` ${asked}`));
  if (found.length > 0) return found.map(({ run }) => run);
  const there = [...new Set(built.map(({ build }) => build))].join(', ');
  throw new UsageError('NO_SUCH_BUILD', `no run of the build "${asked}" is kept`, {
    remedy: there === '' ? 'None is kept at all.' : `There are: ${there}.`,
  });
}
