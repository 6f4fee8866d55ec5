import { EXPLANATION_WORDS } from '../../specs/findings/texts/explanation-words.js';
import type { Locale } from '../../specs/rules/rule.js';
import { painter, type Colour, type TextStream } from '../terminal/style.js';
import type { DocumentationCheckTexts } from '../texts/documentation-check-texts.js';
import { TERMINAL_TEXTS } from '../texts/terminal-texts.js';

/** How a person is told of the documentation: in a language, on a stream. */
export interface Telling {
  readonly locale: Locale;
  readonly texts: DocumentationCheckTexts;
  readonly paint: (colour: Colour, text: string) => string;
  /** What something is called, a colon as the language sets it, and what is said of it. */
  readonly label: (name: string, text: string | number) => string;
}

export function tellingIn(locale: Locale, stream: TextStream): Telling {
  const { label } = EXPLANATION_WORDS[locale];
  return {
    locale,
    texts: TERMINAL_TEXTS[locale].documentationCheck,
    paint: painter(stream),
    label: (name, text) => label(name, String(text)),
  };
}
