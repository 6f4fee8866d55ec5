import type { Comparison, Expression, Select } from '../language/statements.js';
import type { Cell, Column, ColumnType } from '../tds/columns.js';
import { evaluate, type RowOfTable, type Scope } from './expressions.js';
import { sqlError } from './server-messages.js';
import { tableNamed } from './tables.js';

/** Rows of all tables that a select reads are looked at in every combination: more is refused. */
const MOST_COMBINATIONS = 1_000_000;

/** The result set of a SELECT. @throws SqlError 208 and those of its expressions. */
export function runSelect(select: Select, scope: Scope): { columns: Column[]; rows: Cell[][] } {
  const combined = combinations(select, scope);
  const within = (row: readonly RowOfTable[]): Scope => ({ ...scope, row });
  const kept = combined.filter((row) => select.where.every((each) => holds(each, within(row))));
  sort(kept, select.orderBy, within);
  const list = select.columns === 'all' ? allColumns(select, scope) : select.columns;
  const rows = kept
    .slice(0, select.top ?? kept.length)
    .map((row) => list.map(({ value }) => evaluate(value, within(row))));
  const columns = list.map(({ name, value }, i) => ({
    name,
    type: declaredType(value, select, scope) ?? typeOf(rows.map((row) => row[i] ?? null)),
  }));
  return { columns, rows };
}

function tables(select: Select, scope: Scope): Omit<RowOfTable, 'cells'>[] {
  return select.from.map(({ table: name, alias }) => {
    const table = tableNamed(name, scope.instance);
    if (table === null) throw sqlError(208, [name]);
    return { alias, table };
  });
}

function combinations(select: Select, scope: Scope): RowOfTable[][] {
  let combined: RowOfTable[][] = [[]];
  for (const { alias, table } of tables(select, scope)) {
    if (combined.length * table.rows.length > MOST_COMBINATIONS) throw sqlError(8623);
    combined = combined.flatMap((row) => table.rows.map((cells) => [...row, { alias, table, cells }]));
  }
  return combined;
}

function allColumns(select: Select, scope: Scope): { name: string; value: Expression }[] {
  return tables(select, scope).flatMap(({ alias, table }) =>
    table.columns.map(({ name }) => ({ name, value: { kind: 'column', of: alias, name } as const })),
  );
}

function sort(
  rows: RowOfTable[][],
  orderBy: Select['orderBy'],
  within: (row: readonly RowOfTable[]) => Scope,
): void {
  rows.sort((a, b) => {
    for (const { by, descending } of orderBy) {
      const order = compare(evaluate(by, within(a)), evaluate(by, within(b))) ?? 0;
      if (order !== 0) return descending ? -order : order;
    }
    return 0;
  });
}

function holds({ left, sign, right }: Comparison, scope: Scope): boolean {
  const [a, b] = [evaluate(left, scope), evaluate(right, scope)];
  if (sign === 'LIKE') return a !== null && b !== null && isLike(String(a), String(b));
  const order = compare(a, b);
  if (order === null) return false;
  if (order === 0) return sign === '=' || sign === '<=' || sign === '>=';
  return sign === '<>' || (order < 0 ? sign.startsWith('<') : sign.startsWith('>'));
}

/** `%` stands for any characters, `_` for one. */
function isLike(text: string, pattern: string): boolean {
  const source = pattern
    .replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
    .replaceAll('%', '.*')
    .replaceAll('_', '.');
  return new RegExp(`^${source}$`, 'is').test(text);
}

/** As the server's collation has it, without regard to case. Null: one of them is NULL, which compares to nothing. */
function compare(a: Cell, b: Cell): number | null {
  if (a === null || b === null) return null;
  if (typeof a === 'string' && typeof b === 'string') {
    const [x, y] = [a.toLowerCase(), b.toLowerCase()];
    return x < y ? -1 : x > y ? 1 : 0;
  }
  const [x, y] = [asNumber(a), asNumber(b)];
  return x < y ? -1 : x > y ? 1 : x === y ? 0 : null;
}

function asNumber(cell: Cell): number {
  return cell instanceof Date ? cell.getTime() : typeof cell === 'string' ? numberOrTime(cell) : Number(cell);
}

function numberOrTime(text: string): number {
  const number = Number(text);
  return Number.isNaN(number) ? Date.parse(text) : number;
}

function declaredType(value: Expression, select: Select, scope: Scope): ColumnType | null {
  if (value.kind !== 'column') return null;
  const { of, name } = value;
  for (const { alias, table } of tables(select, scope)) {
    const column = of === '' || of === alias ? table.columns.find((each) => each.name === name) : undefined;
    if (column !== undefined) return column.type;
  }
  throw sqlError(207, [name]);
}

function typeOf(cells: readonly Cell[]): ColumnType {
  const cell = cells.find((each) => each !== null) ?? null;
  if (typeof cell === 'string') return 'nvarchar';
  if (typeof cell === 'boolean') return 'bit';
  if (cell instanceof Date) return 'datetime';
  if (typeof cell === 'bigint') return 'bigint';
  return cells.every((each) => Math.abs(Number(each)) < 2 ** 31) ? 'int' : 'bigint';
}
