import type { History } from '../../harness/history/history.js';
import type { Locale } from '../../specs/rules/rule.js';
import type { RunFinding } from '../json/run-document.js';
import { bothEnds, failedCase } from '../timeline/both-ends.js';
import { filled } from '../texts/filled.js';
import { TERMINAL_TEXTS } from '../texts/terminal-texts.js';
import type { painter, TextStream } from './style.js';

/** Where lines are not broken by a terminal: a log of CI. */
const WIDTH_OF_LOG = 120;
/** Wider than this, nobody reads from one column to the other. */
const WIDEST = 200;
/** Of a terminal that does not know how wide it is; some tell 0. */
const WIDTH_OF_TERMINAL = 80;
const ROWS = 60;

/** Both ends of the set in the case that failed, in lines for this stream; what happened is told in English. None where no case did. */
export function bothEndsText(
  finding: RunFinding,
  history: History,
  stream: TextStream,
  paint: ReturnType<typeof painter>,
  locale: Locale,
): string[] {
  const failed = failedCase(finding.cases);
  if (failed === undefined) return [];
  const width = widthFor(stream);
  const lines = bothEnds(history, failed, { width, most: ROWS }).map(({ text, mark, fold }) => {
    if (mark === null) return fold ? paint('gray', text) : text;
    return paint(mark === 'departed' ? 'red' : 'yellow', text);
  });
  const heading = filled(TERMINAL_TEXTS[locale].run.bothEnds, { case: failed.case });
  return ['', paint('bold', heading), ...lines];
}

function widthFor({ isTTY, columns = 0 }: TextStream): number {
  if (isTTY !== true) return WIDTH_OF_LOG;
  return columns > 0 ? Math.min(WIDEST, columns) : WIDTH_OF_TERMINAL;
}
