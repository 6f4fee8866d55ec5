import type { Element } from 'hast';
import { h, type Properties } from 'hastscript';
import { EXPLANATION_WORDS } from '../../specs/findings/texts/explanation-words.js';
import { LOCALES, type Locale } from '../../specs/rules/rule.js';
import type { ReportTexts } from '../texts/report-texts.js';
import { REPORT_TEXTS } from '../texts/texts.js';

/** Something that the page says, in a language. */
export type Saying = (texts: ReportTexts, locale: Locale) => string;

/**
 * Everything that the page says in the reader's language. The page has it in English; where it stands, a number says where the other languages
 * have it in the dictionary, which the page's script takes them from.
 */
export class Sayings {
  readonly #lists: Readonly<Record<Locale, string[]>> = { en: [], ru: [], fr: [], it: [] };
  /** Places in the lists, by what is said there: what is said often stands there once. */
  readonly #places = new Map<string, number>();

  /** An element with a text. */
  say(tag: string, saying: Saying, properties: Properties = {}): Element {
    const said = inEvery(saying);
    return h(tag, { ...properties, ...this.#at('data-say', said) }, said.en);
  }

  /** A text among others. */
  text(saying: Saying): Element {
    return this.say('span', saying);
  }

  /** A text that names what follows it. */
  label(saying: Saying): Element {
    return this.text((texts, locale) => EXPLANATION_WORDS[locale].label(saying(texts, locale), ''));
  }

  /** What is said of something that stands before it. */
  said(saying: Saying): Element {
    return this.text((texts, locale) => EXPLANATION_WORDS[locale].label('', saying(texts, locale)));
  }

  /** An attribute with a text, as properties of an element. */
  attribute(name: 'aria-label' | 'href', saying: Saying): Properties {
    const said = inEvery(saying);
    return { [name]: said.en, ...this.#at(`data-say-${name}`, said) };
  }

  /** All that was said so far, as JSON: by language lists, at the places that the elements tell. */
  get dictionary(): string {
    return JSON.stringify(this.#lists);
  }

  #at(attribute: string, said: Readonly<Record<Locale, string>>): Properties {
    if (LOCALES.every((locale) => said[locale] === said.en)) return {};
    const key = JSON.stringify(said);
    const place = this.#places.get(key) ?? this.#lists.en.length;
    if (place === this.#lists.en.length) for (const locale of LOCALES) this.#lists[locale].push(said[locale]);
    this.#places.set(key, place);
    return { [attribute]: String(place) };
  }
}

function inEvery(saying: Saying): Readonly<Record<Locale, string>> {
  const said = (locale: Locale): string => saying(REPORT_TEXTS[locale], locale);
  return { en: said('en'), ru: said('ru'), fr: said('fr'), it: said('it') };
}
