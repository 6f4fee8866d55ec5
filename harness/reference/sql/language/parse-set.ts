import { sqlError } from '../engine/server-messages.js';
import type { TokenStream } from './token-stream.js';

/** Options that are ON or OFF; several may be named at once. */
const SWITCHES: ReadonlySet<string> = new Set([
  'ANSI_DEFAULTS',
  'ANSI_NULLS',
  'ANSI_NULL_DFLT_OFF',
  'ANSI_NULL_DFLT_ON',
  'ANSI_PADDING',
  'ANSI_WARNINGS',
  'ARITHABORT',
  'ARITHIGNORE',
  'CONCAT_NULL_YIELDS_NULL',
  'CURSOR_CLOSE_ON_COMMIT',
  'FMTONLY',
  'IMPLICIT_TRANSACTIONS',
  'NOCOUNT',
  'NOEXEC',
  'NUMERIC_ROUNDABORT',
  'QUOTED_IDENTIFIER',
  'REMOTE_PROC_TRANSACTIONS',
  'XACT_ABORT',
]);
/** Options with a value of one token. */
const VALUES: ReadonlySet<string> = new Set([
  'DATEFIRST',
  'DATEFORMAT',
  'DEADLOCK_PRIORITY',
  'LANGUAGE',
  'LOCK_TIMEOUT',
  'QUERY_GOVERNOR_COST_LIMIT',
  'ROWCOUNT',
  'TEXTSIZE',
]);
const ISOLATION = ['READ', 'REPEATABLE', 'SNAPSHOT', 'SERIALIZABLE'];

/**
 * SET, behind the word. The options that programs set when they log in are taken, and change nothing here.
 * @throws SqlError 195 for one that SQL Server has not, 102 for what cannot be read.
 */
export function parseSet(tokens: TokenStream): { kind: 'set' } {
  if (tokens.takeIf('TRANSACTION')) {
    tokens.expect('ISOLATION');
    tokens.expect('LEVEL');
    const level = tokens.expect(...ISOLATION);
    if (level === 'READ') tokens.expect('COMMITTED', 'UNCOMMITTED');
    if (level === 'REPEATABLE') tokens.expect('READ');
    return { kind: 'set' };
  }
  const { line } = tokens.next;
  const option = tokens.name().toUpperCase();
  if (VALUES.has(option)) {
    takeValue(tokens);
    return { kind: 'set' };
  }
  if (!SWITCHES.has(option)) throw sqlError(195, [option, 'SET option'], { line });
  while (tokens.takeIf(',')) {
    const another = tokens.name().toUpperCase();
    if (!SWITCHES.has(another)) throw sqlError(195, [another, 'SET option'], { line });
  }
  tokens.expect('ON', 'OFF');
  return { kind: 'set' };
}

function takeValue(tokens: TokenStream): void {
  const { kind } = tokens.next;
  if (kind === 'number' || tokens.isAt('-')) tokens.integer();
  else if (kind === 'end' || kind === 'sign') throw tokens.unexpected();
  else tokens.take();
}
