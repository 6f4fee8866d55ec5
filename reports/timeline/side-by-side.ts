import type { Side } from './sides.js';
import { filled, widthOf, wrapped } from './text-width.js';

/** A moment, or some that were folded, as it is to be shown. */
export interface Row {
  readonly time: string;
  /** The column; null: it belongs to both. */
  readonly side: Side | null;
  readonly mark: 'decided' | 'departed' | null;
  readonly fold: boolean;
  readonly text: string;
}

/** A line of a timeline, with what a terminal paints it by. */
export interface SideLine {
  readonly text: string;
  readonly mark: Row['mark'];
  readonly fold: boolean;
}

/** Columns of a terminal below which two columns of text are too narrow to be read. */
export const LEAST_WIDTH = 80;
/** Lines that one moment gets; one that decided is shown in full, if it is not a novel. */
const LINES_OF_ONE = 4;
const LINES_OF_MARKED = 10;
/** Columns of the mark, and of the space around the time. */
const BEFORE_TEXT = 4;
const SEPARATOR = ' │ ';
const MARK = { decided: '▶', departed: '◆' } as const;
const NAMES = { server: 'server’s end', client: 'client program' } as const;

/** Time, then the server's end, then the client's, at most `width` columns wide. */
export function inTwoColumns(rows: readonly Row[], width: number): SideLine[] {
  const times = timesOf(rows);
  const room = width - times - BEFORE_TEXT;
  const column = Math.floor((room - SEPARATOR.length) / 2);
  const cells = ({ side, text }: Row, most: number): string[] => {
    if (side === null) return wrapped(text, room, most);
    return wrapped(text, column, most).map((part) =>
      side === 'server' ? filled(part, column) + SEPARATOR.trimEnd() : filled('', column) + SEPARATOR + part,
    );
  };
  const heading = filled(NAMES.server, column) + SEPARATOR + NAMES.client;
  return [
    plain(lineOf(' ', 'ms'.padStart(times), heading)),
    ...laid(rows, times, cells),
    ...legend(rows, width),
  ];
}

/** Time, and by whom, in one list: for a terminal that has no room for two. */
export function inOneColumn(rows: readonly Row[], width: number): SideLine[] {
  const times = timesOf(rows);
  const room = Math.max(10, width - times - BEFORE_TEXT);
  const cells = ({ side, text }: Row, most: number): string[] =>
    wrapped(side === null ? text : `${side}: ${text}`, room, most);
  return [...laid(rows, times, cells), ...legend(rows, width)];
}

function laid(rows: readonly Row[], times: number, cells: (row: Row, most: number) => string[]): SideLine[] {
  return rows.flatMap((row) => {
    const { mark, fold } = row;
    return cells(row, mark === null ? LINES_OF_ONE : LINES_OF_MARKED).map((text, index): SideLine => {
      const first = index === 0;
      const sign = mark !== null && first ? MARK[mark] : ' ';
      return { text: lineOf(sign, (first ? row.time : '').padStart(times), text), mark, fold };
    });
  });
}

function lineOf(sign: string, time: string, text: string): string {
  return `${sign} ${time}  ${text}`.trimEnd();
}

function timesOf(rows: readonly Row[]): number {
  return Math.max(2, ...rows.map(({ time }) => widthOf(time)));
}

function legend(rows: readonly Row[], width: number): SideLine[] {
  const has = (mark: Row['mark']): boolean => rows.some((row) => row.mark === mark);
  const signs = [
    ...(has('departed') ? [`${MARK.departed} first departure`] : []),
    ...(has('decided') ? [`${MARK.decided} decided`] : []),
    ...(rows.some(({ text }) => text.startsWith('┌')) ? ['┌ begins, └ ends'] : []),
  ];
  return signs.length === 0 ? [] : wrapped(signs.join('; '), width, 2).map(plain);
}

function plain(text: string): SideLine {
  return { text, mark: null, fold: false };
}
