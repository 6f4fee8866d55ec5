import type { Locale } from '../rules/rule.js';

/** The headings that the pages of the VDI reference have, by their English names. */
const SECTIONS: Readonly<Record<string, Readonly<Record<Exclude<Locale, 'en'>, readonly string[]>>>> = {
  Syntax: { ru: ['Синтаксис'], fr: ['Syntaxe'], it: ['Sintassi'] },
  Parameters: { ru: ['Параметры'], fr: ['Paramètres'], it: ['Parametri'] },
  'Return Value': {
    ru: ['Возвращаемое значение'],
    fr: ['Valeur de retour'],
    it: ['Valore restituito'],
  },
  Remarks: { ru: ['Remarks', 'Комментарии', 'Примечания'], fr: ['Notes', 'Remarques'], it: ['Osservazioni'] },
  'Next steps': {
    ru: ['Дальнейшие действия', 'Следующие шаги'],
    fr: ['Étapes suivantes'],
    it: ['Passaggi successivi'],
  },
};

/**
 * The English name of the section that a heading begins; of one that no page has had yet, the heading.
 * @param anchor the name that translated pages give the heading: the English one in lower case, with hyphens.
 */
export function sectionOf(heading: string, anchor?: string): string {
  const named = Object.entries(SECTIONS).find(
    ([english, translated]) =>
      slug(english) === anchor || english === heading || Object.values(translated).flat().includes(heading),
  );
  return named?.[0] ?? heading;
}

/** The heading is one that these pages have. */
export function isKnownHeading(heading: string): boolean {
  return Object.hasOwn(SECTIONS, sectionOf(heading));
}

/** The language in which most of the known headings are: a page that says nowhere what it is written in. */
export function localeOfHeadings(headings: readonly string[]): Locale {
  const votes = (['ru', 'fr', 'it'] as const).map((locale) => ({
    locale,
    count: headings.filter((heading) =>
      Object.entries(SECTIONS).some(
        ([english, names]) => english !== heading && names[locale].includes(heading),
      ),
    ).length,
  }));
  const most = votes.reduce((best, each) => (each.count > best.count ? each : best));
  return most.count === 0 ? 'en' : most.locale;
}

function slug(name: string): string {
  return name.toLowerCase().replaceAll(' ', '-');
}
