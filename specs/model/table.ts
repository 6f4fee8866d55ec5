import { hresultCode } from '../../harness/vdi/codes.js';

/**
 * What a state table is made of. A table says of each method in each state what the call answers and where it
 * leads; where that depends on more than the state, there is a case for each.
 */

/** Symbols of HRESULTs (harness/vdi/codes.ts); or one of the two that stand for many. */
export type Answers = readonly string[];

/** Any failing HRESULT: the documents say that the call does not succeed, not with which code. */
export const FAILURE: Answers = ['failure'];
/** Any HRESULT: the documents do not say. */
export const ANY: Answers = ['any'];
/** The call does not come back before something else happens. */
export const WAITS: Answers = ['waits'];

/** What is no call of that end answers nothing. */
export const NO_CALL: Answers = [];

export const OK: Answers = ['NOERROR'];
export const PROTOCOL: Answers = ['VD_E_PROTOCOL'];
export const ABORT: Answers = ['VD_E_ABORT'];

/** What a call answers in one state, in one case. */
export interface Cell<State extends string> {
  /** `NO_CALL` where the event is no call. */
  readonly answers: Answers;
  /** The state after it; none: the same. */
  readonly to?: State;
  /** Why no sequence of calls gets here. */
  readonly unreachable?: string;
}

/** Cells by the name of their case. A single cell has no name. */
export type Cases<State extends string> = Readonly<Record<string, Cell<State>>>;

export type Table<Method extends string, State extends string> = Readonly<
  Record<Method, Readonly<Record<State, Cell<State> | Cases<State>>>>
>;

/** One line of a table, as coverage counts it. */
export interface Transition {
  /** e.g. `server: Active, CloseDevice (the last) -> NormallyTerminated`. */
  readonly id: string;
  readonly unreachable: string | null;
}

export function isCell<State extends string>(entry: Cell<State> | Cases<State>): entry is Cell<State> {
  return Array.isArray(entry.answers);
}

/** Every transition of a table, in its order. */
export function transitionsOf<Method extends string, State extends string>(
  name: string,
  table: Table<Method, State>,
): Transition[] {
  const rows = Object.entries(table) as [Method, Record<State, Cell<State> | Cases<State>>][];
  return rows.flatMap(([method, row]) =>
    (Object.entries(row) as [State, Cell<State> | Cases<State>][]).flatMap(([state, entry]) => {
      const cases: [string | undefined, Cell<State>][] = isCell(entry)
        ? [[undefined, entry]]
        : Object.entries(entry);
      return cases.map(([which, cell]) => ({
        id: transitionId(name, state, method, which, cell.to),
        unreachable: cell.unreachable ?? null,
      }));
    }),
  );
}

/**
 * The cell of a method in a state.
 * @throws TypeError when the table has no such case: the model is at fault then.
 */
export function lookUp<Method extends string, State extends string>(
  name: string,
  table: Table<Method, State>,
  method: Method,
  state: State,
  which?: string,
): { readonly cell: Cell<State>; readonly id: string } {
  const entry = table[method][state];
  const cell = isCell(entry) ? entry : which === undefined ? undefined : entry[which];
  if (cell === undefined || (isCell(entry) && which !== undefined))
    throw new TypeError(`the ${name} table has no case "${which ?? ''}" of ${method} in ${state}`);
  return { cell, id: transitionId(name, state, method, which, cell.to) };
}

export function transitionId(
  name: string,
  state: string,
  method: string,
  which?: string,
  to?: string,
): string {
  const what = which === undefined ? method : `${method} (${which})`;
  return `${name}: ${state}, ${what}${to === undefined ? '' : ` -> ${to}`}`;
}

/**
 * What a call may answer of which two tables speak, the end's and the device's: what both allow.
 * @throws TypeError when they contradict each other: the model is at fault then.
 */
export function bothAllow(one: Answers, other: Answers): Answers {
  const allowed = [
    ...one.filter((answer) => allows(other, answer)),
    ...other.filter((answer) => allows(one, answer)),
  ];
  if (allowed.length === 0)
    throw new TypeError(`one table says "${one.join(' or ')}", another "${other.join(' or ')}"`);
  return [...new Set(allowed)];
}

function allows(answers: Answers, answer: string): boolean {
  if (answers.includes(answer) || answers.includes('any')) return true;
  return answers.includes('failure') && (hresultCode(answer) ?? 0) >= 0x8000_0000;
}
