import { parseExpression } from './parse-expression.js';
import type { Comparison, Expression, Select, Source } from './statements.js';
import type { TokenStream } from './token-stream.js';

/** Words that end a column or a table: no alias without AS. */
const CLAUSES = new Set(
  'FROM WHERE AND LIKE ORDER INNER JOIN ON AS SELECT SET USE PRINT EXEC EXECUTE RAISERROR WAITFOR KILL BACKUP RESTORE'.split(
    ' ',
  ),
);
const SIGNS: Readonly<Record<string, Comparison['sign']>> = {
  '=': '=',
  '<>': '<>',
  '!=': '<>',
  '<': '<',
  '<=': '<=',
  '>': '>',
  '>=': '>=',
  LIKE: 'LIKE',
};

/** SELECT, behind the word: columns of tables joined by equal columns, filtered and sorted. @throws SqlError 102 */
export function parseSelect(tokens: TokenStream): Select {
  const top = tokens.takeIf('TOP') ? parseTop(tokens) : null;
  const columns = tokens.takeIf('*') ? 'all' : parseColumns(tokens);
  const where: Comparison[] = [];
  const from = tokens.takeIf('FROM') ? parseFrom(tokens, where) : [];
  if (tokens.takeIf('WHERE')) where.push(...parseConditions(tokens));
  return { top, columns, from, where, orderBy: parseOrderBy(tokens) };
}

function parseTop(tokens: TokenStream): number {
  if (!tokens.takeIf('(')) return tokens.integer();
  const top = tokens.integer();
  tokens.expect(')');
  return top;
}

function parseColumns(tokens: TokenStream): { name: string; value: Expression }[] {
  const columns: { name: string; value: Expression }[] = [];
  do {
    const value = parseExpression(tokens);
    const alias = parseAlias(tokens);
    columns.push({ name: alias === '' && value.kind === 'column' ? value.name : alias, value });
  } while (tokens.takeIf(','));
  return columns;
}

function parseAlias(tokens: TokenStream): string {
  const { kind, value } = tokens.next;
  if (tokens.takeIf('AS')) return tokens.next.kind === 'text' ? tokens.text() : tokens.name();
  const names = kind === 'quoted' || (kind === 'word' && !CLAUSES.has(value.toUpperCase()));
  return names ? tokens.name() : '';
}

function parseFrom(tokens: TokenStream, where: Comparison[]): Source[] {
  const sources = [parseSource(tokens)];
  while (tokens.isAt('JOIN') || tokens.isAt('INNER')) {
    tokens.takeIf('INNER');
    tokens.expect('JOIN');
    sources.push(parseSource(tokens));
    tokens.expect('ON');
    where.push(...parseConditions(tokens));
  }
  return sources;
}

/** The schema dbo is the same as none. */
function parseSource(tokens: TokenStream): Source {
  const parts = [tokens.name().toLowerCase()];
  while (tokens.takeIf('.')) parts.push(tokens.isAt('.') ? '' : tokens.name().toLowerCase());
  const table = parts.map((part) => (part === 'dbo' ? '' : part)).join('.');
  const alias = parseAlias(tokens).toLowerCase();
  return { table, alias: alias === '' ? (parts.at(-1) ?? '') : alias };
}

function parseConditions(tokens: TokenStream): Comparison[] {
  const conditions: Comparison[] = [];
  do {
    const left = parseExpression(tokens);
    const sign = SIGNS[tokens.next.value.toUpperCase()];
    if (sign === undefined || (tokens.next.kind !== 'sign' && tokens.next.kind !== 'word'))
      throw tokens.unexpected();
    tokens.take();
    conditions.push({ left, sign, right: parseExpression(tokens) });
  } while (tokens.takeIf('AND'));
  return conditions;
}

function parseOrderBy(tokens: TokenStream): Select['orderBy'] {
  if (!tokens.takeIf('ORDER')) return [];
  tokens.expect('BY');
  const orderBy: { by: Expression; descending: boolean }[] = [];
  do {
    const by = parseExpression(tokens);
    const descending = tokens.takeIf('DESC');
    if (!descending) tokens.takeIf('ASC');
    orderBy.push({ by, descending });
  } while (tokens.takeIf(','));
  return orderBy;
}
