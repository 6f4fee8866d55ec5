import { sqlError } from '../engine/server-messages.js';

/** The least piece of T-SQL that means something. */
export interface Token {
  readonly kind: 'word' | 'quoted' | 'text' | 'number' | 'variable' | 'sign' | 'end';
  /** Without quotes and escapes; words as they are written. */
  readonly value: string;
  /** From 1. */
  readonly line: number;
}

const SPACE = /[\s\u00a0]+/y;
const LINE_COMMENT = /--[^\n]*/y;
const WORD = /[\p{L}_#][\p{L}\p{N}_@#$]*/uy;
const VARIABLE = /@@?[\p{L}\p{N}_@#$]+/uy;
const NUMBER = /\d+(\.\d*)?|\.\d+/y;
const SIGN = /<>|<=|>=|!=|[-+*/%=<>(),.;]/y;

/**
 * The tokens of a batch, the last of kind `end`.
 * @throws SqlError 102, 105, 113: it cannot be read.
 */
export function tokensOf(text: string): Token[] {
  return [...new Lexer(text).tokens()];
}

class Lexer {
  #at = 0;
  #line = 1;

  constructor(private readonly text: string) {}

  *tokens(): Generator<Token> {
    for (;;) {
      this.#skip();
      if (this.#at >= this.text.length) break;
      yield this.#next();
    }
    yield { kind: 'end', value: '', line: this.#line };
  }

  #skip(): void {
    for (;;) {
      if (this.#match(SPACE) !== null || this.#match(LINE_COMMENT) !== null) continue;
      if (!this.text.startsWith('/*', this.#at)) return;
      this.#blockComment();
    }
  }

  /** Comments may hold comments. */
  #blockComment(): void {
    const from = this.#at;
    const line = this.#line;
    let depth = 0;
    const mark = /\/\*|\*\//g;
    mark.lastIndex = from;
    for (let found = mark.exec(this.text); found !== null; found = mark.exec(this.text)) {
      depth += found[0] === '/*' ? 1 : -1;
      if (depth > 0) continue;
      this.#advance(mark.lastIndex);
      return;
    }
    throw sqlError(113, [], { line });
  }

  #next(): Token {
    const line = this.#line;
    const quote = this.text[this.#at];
    if (quote === "'") return { kind: 'text', value: this.#quoted("'"), line };
    if ((quote === 'N' || quote === 'n') && this.text[this.#at + 1] === "'") {
      this.#at += 1;
      return { kind: 'text', value: this.#quoted("'"), line };
    }
    if (quote === '[') return { kind: 'quoted', value: this.#quoted(']'), line };
    if (quote === '"') return { kind: 'quoted', value: this.#quoted('"'), line };
    for (const [kind, pattern] of PATTERNS) {
      const value = this.#match(pattern);
      if (value !== null) return { kind, value, line };
    }
    throw sqlError(102, [this.text.slice(this.#at, this.#at + 1)], { line });
  }

  /** What stands up to the closing quote, which is written twice to stand for itself. */
  #quoted(close: string): string {
    const line = this.#line;
    let value = '';
    for (let from = this.#at + 1; ;) {
      const end = this.text.indexOf(close, from);
      if (end < 0) throw sqlError(105, [this.text.slice(this.#at + 1, this.#at + 41)], { line });
      value += this.text.slice(from, end);
      if (this.text[end + 1] !== close) {
        this.#advance(end + 1);
        return value;
      }
      value += close;
      from = end + 2;
    }
  }

  #match(pattern: RegExp): string | null {
    pattern.lastIndex = this.#at;
    const found = pattern.exec(this.text);
    if (found === null) return null;
    this.#advance(pattern.lastIndex);
    return found[0];
  }

  #advance(to: number): void {
    for (let at = this.#at; at < to; at++) if (this.text[at] === '\n') this.#line += 1;
    this.#at = to;
  }
}

const PATTERNS = [
  ['variable', VARIABLE],
  ['word', WORD],
  ['number', NUMBER],
  ['sign', SIGN],
] as const;
