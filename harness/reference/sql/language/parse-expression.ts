import type { Expression } from './statements.js';
import type { TokenStream } from './token-stream.js';

/** A constant, a parameter, a column, a function's call. There is no arithmetic. @throws SqlError 102 */
export function parseExpression(tokens: TokenStream): Expression {
  const { kind, value } = tokens.next;
  switch (kind) {
    case 'text':
      tokens.take();
      return { kind: 'constant', value };
    case 'number':
      tokens.take();
      return { kind: 'constant', value: Number(value) };
    case 'variable':
      tokens.take();
      return { kind: 'variable', name: value.toLowerCase() };
    case 'sign':
      return parseSigned(tokens);
    case 'word':
    case 'quoted':
      return parseNamed(tokens);
    case 'end':
      throw tokens.unexpected();
  }
}

function parseSigned(tokens: TokenStream): Expression {
  if (tokens.isAt('-')) return { kind: 'constant', value: tokens.integer() };
  tokens.expect('(');
  const inner = parseExpression(tokens);
  tokens.expect(')');
  return inner;
}

function parseNamed(tokens: TokenStream): Expression {
  const quoted = tokens.next.kind === 'quoted';
  if (!quoted && tokens.takeIf('NULL')) return { kind: 'constant', value: null };
  if (!quoted && tokens.isAt('(', 1)) return parseCall(tokens);
  const first = tokens.name().toLowerCase();
  if (!tokens.takeIf('.')) return { kind: 'column', of: '', name: first };
  return { kind: 'column', of: first, name: tokens.name().toLowerCase() };
}

function parseCall(tokens: TokenStream): Expression {
  const name = tokens.name().toUpperCase();
  tokens.expect('(');
  if (name === 'CAST') {
    const value = parseExpression(tokens);
    tokens.expect('AS');
    const type = parseType(tokens);
    tokens.expect(')');
    return { kind: 'cast', value, type };
  }
  if (name === 'CONVERT') {
    const type = parseType(tokens);
    tokens.expect(',');
    const value = parseExpression(tokens);
    if (tokens.takeIf(',')) tokens.integer();
    tokens.expect(')');
    return { kind: 'cast', value, type };
  }
  const args: Expression[] = [];
  if (!tokens.isAt(')')) {
    do args.push(parseExpression(tokens));
    while (tokens.takeIf(','));
  }
  tokens.expect(')');
  return { kind: 'call', name, arguments: args };
}

/** `nvarchar(128)`: how long it may be does not matter here. */
function parseType(tokens: TokenStream): string {
  const type = tokens.name().toLowerCase();
  if (tokens.takeIf('(')) {
    if (!tokens.takeIf('MAX')) tokens.integer();
    tokens.expect(')');
  }
  return type;
}
