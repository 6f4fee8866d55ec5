import { sqlError } from '../engine/server-messages.js';
import type { SqlError } from '../engine/sql-engine.js';
import type { Token } from './lexer.js';

/** Tokens, taken one after the other; what does not fit is error 102 at its place. */
export class TokenStream {
  #at = 0;

  constructor(private readonly tokens: readonly Token[]) {}

  get next(): Token {
    return this.ahead(0);
  }

  ahead(by: number): Token {
    const token = this.tokens[Math.max(0, Math.min(this.#at + by, this.tokens.length - 1))];
    if (token === undefined) throw new TypeError('no tokens, not even an end');
    return token;
  }

  take(): Token {
    const token = this.next;
    this.#at += 1;
    return token;
  }

  /** Whether the next token is this word, in any case, or this sign. */
  isAt(what: string, by = 0): boolean {
    const { kind, value } = this.ahead(by);
    return (kind === 'word' || kind === 'sign') && value.toUpperCase() === what;
  }

  /** Takes the next token if it is one of these. */
  takeIf(...what: readonly string[]): boolean {
    const found = what.some((each) => this.isAt(each));
    if (found) this.#at += 1;
    return found;
  }

  /** @throws SqlError 102 */
  expect(...what: readonly string[]): string {
    if (!what.some((each) => this.isAt(each))) throw this.unexpected();
    return this.take().value.toUpperCase();
  }

  /** A name: a word, or anything in quotes. @throws SqlError 102 */
  name(): string {
    const { kind } = this.next;
    if (kind !== 'word' && kind !== 'quoted') throw this.unexpected();
    return this.take().value;
  }

  /** @throws SqlError 102 */
  integer(): number {
    const negative = this.takeIf('-');
    const value = Number(this.next.value);
    if (this.next.kind !== 'number' || !Number.isSafeInteger(value)) throw this.unexpected();
    this.take();
    return negative ? -value : value;
  }

  /** @throws SqlError 102 */
  text(): string {
    if (this.next.kind !== 'text') throw this.unexpected();
    return this.take().value;
  }

  unexpected(): SqlError {
    // At the end SQL Server names the token before it.
    const at = this.next.kind === 'end' && this.#at > 0 ? this.ahead(-1) : this.next;
    return sqlError(102, [at.value], { line: at.line });
  }
}
