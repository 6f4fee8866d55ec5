import { compareRuns } from '../../reports/compare/compare-runs.js';
import { coursesOf } from '../../reports/kept/courses.js';
import type { KeptRun } from '../../reports/kept/kept-run.js';
import { coursesText } from '../../reports/terminal/courses-text.js';
import type { TextStream } from '../../reports/terminal/style.js';
import { filled } from '../../reports/texts/filled.js';
import { TERMINAL_TEXTS } from '../../reports/texts/terminal-texts.js';
import type { Rule } from '../../specs/rules/rule.js';
import { exitCodeOfComparison, printComparison, type ComparisonForm } from './compare-command.js';
import { readRun } from './compare/read-run.js';
import { EXIT } from './exit-code.js';
import { findKept, GREEN, keptOfBuild, lastGreenBefore, lastKept } from './history/find-kept.js';
import { keepRun, keptRuns, readKeptRuns } from './history/kept-runs.js';
import { writePageAgain } from './history/page-again.js';
import { placeOf, type PlaceFlags } from './history/place-of.js';

/** What `history show --json` and `history add --json` print. */
export const HISTORY_SCHEMA = 'vdi-conformance/kept-runs/1';
export const KEPT_SCHEMA = 'vdi-conformance/kept-run/1';

export type HistoryFlags = PlaceFlags & ComparisonForm;

export interface BuildFlags extends HistoryFlags {
  /** Only runs in which this was certified. */
  readonly build?: string;
}

/**
 * `vdi-conformance history add`: keeps the run of an output folder, and writes its page again, with the runs that led to it.
 * @throws UsageError UNREADABLE_RUN, KEPT_RUN_CORRUPT, and as placeOf
 */
export async function addToHistory(
  run: string,
  flags: HistoryFlags,
  out: TextStream,
  rules: readonly Rule[],
): Promise<number> {
  const place = await placeOf(flags);
  const written = await readRun(run);
  const { id, putting } = await keepRun(place, written);
  const words = TERMINAL_TEXTS[flags.lang].history;
  const kept = putting === 'added' ? words.kept : words.keptAlready;
  if (!flags.json) out.write(`${filled(kept, { place: told(flags), id })}\n`);
  const page = await writePageAgain(run, written.document, await readKeptRuns(place), rules);
  const added = { id, added: putting === 'added', page: page !== null };
  if (flags.json) out.write(`${JSON.stringify({ schema: KEPT_SCHEMA, ...added }, null, 2)}\n`);
  else if (page !== null) out.write(`${filled(words.pageAgain, { page })}\n`);
  return EXIT.conformant;
}

/**
 * `vdi-conformance history show`: the kept runs by what was certified, newest last.
 * @throws UsageError KEPT_RUN_CORRUPT, NO_SUCH_BUILD, and as placeOf
 */
export async function showHistory(flags: BuildFlags, out: TextStream): Promise<number> {
  const courses = coursesOf(await keptOf(flags));
  if (flags.json) out.write(`${JSON.stringify({ schema: HISTORY_SCHEMA, courses }, null, 2)}\n`);
  else if (courses.length === 0)
    out.write(`${filled(TERMINAL_TEXTS[flags.lang].history.noRun, { place: told(flags) })}\n`);
  else out.write(coursesText(courses, out, flags.lang));
  return EXIT.conformant;
}

/**
 * `vdi-conformance history compare`: two kept runs; with one named that and the last one; with none, or `green`, the last
 * green one before it and the last one.
 * @returns the exit code: 1 when something got worse.
 * @throws UsageError KEPT_RUN_CORRUPT, NO_SUCH_RUN, MANY_SUCH_RUNS, NO_GREEN_RUN, NO_SUCH_BUILD, and as placeOf
 */
export async function compareInHistory(
  before: string | undefined,
  after: string | undefined,
  flags: BuildFlags,
  out: TextStream,
): Promise<number> {
  const kept = await keptOf(flags);
  const later = after === undefined ? lastKept(kept) : findKept(kept, after);
  const earlier =
    before === undefined || before === GREEN ? lastGreenBefore(kept, later) : findKept(kept, before);
  const comparison = compareRuns(earlier.document, later.document);
  printComparison(comparison, { before: earlier.id, after: later.id }, flags, out);
  return exitCodeOfComparison(comparison);
}

/** The runs that are kept; with `build` those of it. */
async function keptOf({ build, ...place }: BuildFlags): Promise<KeptRun[]> {
  const all = await keptRuns(await placeOf(place));
  return build === undefined ? all : keptOfBuild(all, build);
}

/** The place, as it was asked for. */
function told({ branch, in: folder }: PlaceFlags): string {
  return branch ?? folder ?? '';
}
