import type { Expression } from '../language/statements.js';
import type { Cell } from '../tds/columns.js';
import type { ParameterValue } from '../tds/rpc-values.js';
import { callFunction, globalVariable } from './functions.js';
import type { Instance } from './instance.js';
import { sqlError } from './server-messages.js';
import type { ReferenceSession } from './session.js';
import type { Table } from './tables.js';

/** What an expression can refer to. */
export interface Scope {
  readonly session: ReferenceSession;
  readonly instance: Instance;
  readonly parameters: ReadonlyMap<string, ParameterValue>;
  /** The row of each table, by its alias. */
  readonly row: readonly RowOfTable[];
}

export interface RowOfTable {
  readonly alias: string;
  readonly table: Table;
  readonly cells: readonly Cell[];
}

/** @throws SqlError 137, 195, 207 for what it refers to and is not there. */
export function evaluate(expression: Expression, scope: Scope): Cell {
  switch (expression.kind) {
    case 'constant':
      return expression.value;
    case 'variable':
      return variable(expression.name, scope);
    case 'column':
      return column(expression.of, expression.name, scope);
    case 'call': {
      const args = expression.arguments.map((each) => evaluate(each, scope));
      return callFunction(expression.name, args, scope.session, scope.instance);
    }
    case 'cast':
      return cast(evaluate(expression.value, scope), expression.type);
  }
}

function variable(name: string, { session, instance, parameters }: Scope): Cell {
  if (name.startsWith('@@')) return globalVariable(name, session, instance);
  const value = parameters.get(name);
  if (value === undefined) throw sqlError(137, [name]);
  return value;
}

function column(of: string, name: string, { row }: Scope): Cell {
  for (const { alias, table, cells } of row) {
    if (of !== '' && of !== alias) continue;
    const at = table.columns.findIndex((each) => each.name === name);
    if (at >= 0) return cells[at] ?? null;
  }
  throw sqlError(207, [name]);
}

const NUMBERS: ReadonlySet<string> = new Set(['int', 'bigint', 'smallint', 'tinyint', 'numeric', 'decimal']);

function cast(value: Cell, type: string): Cell {
  if (value === null) return null;
  if (NUMBERS.has(type)) return typeof value === 'bigint' ? value : Number(value);
  if (type === 'bit') return Number(value) !== 0;
  if (type === 'datetime' || type === 'datetime2')
    return value instanceof Date ? value : new Date(String(value));
  return value instanceof Date ? value.toISOString().replace('T', ' ').replace('Z', '') : String(value);
}
