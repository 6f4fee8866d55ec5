import { tokensOf } from './lexer.js';
import { parseBackup, parseRestore } from './parse-backup.js';
import { parseExpression } from './parse-expression.js';
import { parseSelect } from './parse-select.js';
import { parseSet } from './parse-set.js';
import type { Argument, Statement } from './statements.js';
import { TokenStream } from './token-stream.js';

/**
 * The statements of a batch. None is executed when one of them cannot be read, as in SQL Server.
 * @throws SqlError 102 and others of its kind.
 */
export function parseBatch(text: string): Statement[] {
  const tokens = new TokenStream(tokensOf(text));
  const statements: Statement[] = [];
  while (tokens.takeIf(';'));
  while (tokens.next.kind !== 'end') {
    statements.push(parseStatement(tokens, statements.length === 0));
    while (tokens.takeIf(';'));
  }
  return statements;
}

function parseStatement(tokens: TokenStream, first: boolean): Statement {
  const { line, kind, value } = tokens.next;
  const parse = kind === 'word' ? STATEMENTS[value.toUpperCase()] : undefined;
  if (parse !== undefined) {
    tokens.take();
    return { line, ...parse(tokens) };
  }
  // At the beginning of a batch EXECUTE may be left out.
  if (first && (kind === 'word' || kind === 'quoted')) return { line, ...parseExecute(tokens) };
  throw tokens.unexpected();
}

type Parsed = Statement extends infer S ? (S extends Statement ? Omit<S, 'line'> : never) : never;

const STATEMENTS: Readonly<Record<string, (tokens: TokenStream) => Parsed>> = {
  SET: parseSet,
  USE: (tokens) => ({ kind: 'use', database: tokens.name() }),
  SELECT: (tokens) => ({ kind: 'select', select: parseSelect(tokens) }),
  PRINT: (tokens) => ({ kind: 'print', text: parseExpression(tokens) }),
  RAISERROR: parseRaiserror,
  WAITFOR: parseWaitfor,
  KILL: (tokens) => ({ kind: 'kill', spid: tokens.integer() }),
  EXEC: parseExecute,
  EXECUTE: parseExecute,
  BACKUP: (tokens) => ({ kind: 'backup', backup: parseBackup(tokens) }),
  RESTORE: (tokens) => ({ kind: 'restore', restore: parseRestore(tokens) }),
};

function parseRaiserror(tokens: TokenStream): Parsed {
  tokens.expect('(');
  const text = parseExpression(tokens);
  tokens.expect(',');
  const severity = tokens.integer();
  tokens.expect(',');
  const state = tokens.integer();
  tokens.expect(')');
  if (tokens.takeIf('WITH')) {
    do tokens.expect('NOWAIT', 'LOG', 'SETERROR');
    while (tokens.takeIf(','));
  }
  return { kind: 'raiserror', text, class: severity, state };
}

const DELAY = /^(\d{1,2}):(\d{1,2})(?::(\d{1,2})(?:\.(\d{1,3}))?)?$/;

function parseWaitfor(tokens: TokenStream): Parsed {
  tokens.expect('DELAY');
  const found = DELAY.exec(tokens.next.kind === 'text' ? tokens.next.value : '');
  if (found === null) throw tokens.unexpected();
  tokens.take();
  const [, hours, minutes, seconds = '0', fraction = '0'] = found;
  const whole = (Number(hours) * 60 + Number(minutes)) * 60 + Number(seconds);
  return { kind: 'waitfor', ms: whole * 1000 + Number(fraction.padEnd(3, '0')) };
}

/** EXEC master..xp_readerrorlog 0, 1: of a name with parts, the last counts. */
function parseExecute(tokens: TokenStream): Parsed {
  let procedure = tokens.name();
  while (tokens.takeIf('.')) {
    if (tokens.isAt('.')) continue;
    procedure = tokens.name();
  }
  const args: Argument[] = [];
  if (!endsStatement(tokens)) {
    do args.push(parseArgument(tokens));
    while (tokens.takeIf(','));
  }
  return { kind: 'execute', procedure, arguments: args };
}

function endsStatement(tokens: TokenStream): boolean {
  const { kind, value } = tokens.next;
  if (kind === 'end') return true;
  if (kind === 'sign') return value === ';';
  return kind === 'word' && value.toUpperCase() !== 'NULL';
}

function parseArgument(tokens: TokenStream): Argument {
  if (tokens.next.kind !== 'variable' || !tokens.isAt('=', 1))
    return { name: '', value: parseExpression(tokens) };
  const name = tokens.take().value.toLowerCase();
  tokens.expect('=');
  return { name, value: parseExpression(tokens) };
}
