import { InvalidArgumentError, Option } from 'commander';
import { LOCALES, type Locale } from '../../specs/rules/rule.js';

/** Where a language can be chosen for every command. */
export const LANG_VARIABLE = 'VDI_CONFORMANCE_LANG';

const DEFAULT: Locale = 'en';

/** `--lang`: of what people read. What programs read is English always. */
export function langOption(): Option {
  return new Option(
    '--lang <code>',
    "language of the rules and of the kit's own words, for people; documents for programs, and what judges say, stay English",
  )
    .choices(LOCALES)
    .argParser(localeOf)
    .env(LANG_VARIABLE)
    .default(DEFAULT);
}

function localeOf(value: string): Locale {
  // A variable that is set to nothing chooses nothing.
  if (value === '') return DEFAULT;
  const locale = LOCALES.find((known) => known === value.toLowerCase());
  if (locale === undefined) throw new InvalidArgumentError(`It must be one of ${LOCALES.join(', ')}.`);
  return locale;
}
