import type { Locale } from '../../specs/rules/rule.js';

/** The words for a number; languages have some of the forms, and `other` always. `{n}` is the number. */
export type PluralForms = Readonly<Partial<Record<Intl.LDMLPluralRule, string>>> & { readonly other: string };

/** A number with its words, as the language counts. */
export function plural(locale: Locale, n: number, forms: PluralForms): string {
  const form = forms[new Intl.PluralRules(locale).select(n)] ?? forms.other;
  return form.replaceAll('{n}', new Intl.NumberFormat(locale).format(n));
}
