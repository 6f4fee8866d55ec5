import { fingerprintOf, plain } from './fingerprint.js';
import type { Locale } from '../rules/rule.js';
import type { Kind, Place } from './place.js';

/** A piece of a page: a sentence, or whatever else a reader sees. */
export interface Piece {
  readonly place: Place;
  /** As a reader sees it. */
  readonly text: string;
  readonly fingerprint: string;
}

/** `markdown`: as it is kept by who publishes it; `text`: what was copied from a browser that shows it. */
export type Form = 'markdown' | 'text';

/** A page of the published documentation, in pieces. */
export interface PublishedPage {
  /** Its name in the VDI reference: see KNOWN_PAGES. */
  readonly page: string;
  readonly locale: Locale;
  readonly form: Form;
  /** Where it was read, for people: a path below the folder that was named. */
  readonly file: string;
  readonly pieces: readonly Piece[];
}

/** Collects a page's pieces and numbers them by section. */
export class Pieces {
  readonly all: Piece[] = [];
  #section = 'lead';
  readonly #numbers = new Map<string, number>();

  /** What follows stands under this heading. */
  begin(section: string): void {
    this.#section = section;
  }

  get section(): string {
    return this.#section;
  }

  /** A paragraph's sentences, or one piece of another kind: the next of its kind in the section. */
  add(kind: Kind, texts: readonly string[]): void {
    this.#put(kind, this.#next(kind), texts);
  }

  /** A row of a table: its first cell, and the others. */
  addRow(value: string, explanations: readonly string[]): void {
    const row = this.#next('value');
    this.#put('value', row, [value]);
    this.#put('explanation', row, explanations);
  }

  #put(kind: Kind, paragraph: number, texts: readonly string[]): void {
    texts.forEach((text, index) => {
      const place = { section: this.#section, kind, paragraph, sentence: index + 1 };
      this.all.push({ place, text: plain(text), fingerprint: fingerprintOf(text) });
    });
  }

  #next(kind: Kind): number {
    const key = `${this.#section}\n${kind}`;
    const number = (this.#numbers.get(key) ?? 0) + 1;
    this.#numbers.set(key, number);
    return number;
  }
}
