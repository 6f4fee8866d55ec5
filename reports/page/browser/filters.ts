import type { Language } from './language.js';

/** Search box and filters: rules that do not fit are hidden, and how many are left is said. */
export function withFilters(page: Document, language: Language): void {
  const form = page.querySelector<HTMLFormElement>('form.find');
  const status = page.querySelector('.find-status');
  if (form === null || status === null) return;
  const rules = [...page.querySelectorAll<HTMLElement>('article.rule')];
  const words = new Map<HTMLElement, string>();
  const { textContent: inEnglish } = status;

  /** What is searched of a rule: what it says, and what was found, in the language that is shown. */
  const wordsOf = (rule: HTMLElement): string => {
    const known = words.get(rule);
    if (known !== undefined) return known;
    const searched = [...rule.querySelectorAll('.searched')].map((part) => part.textContent).join(' ');
    const read = plain(searched);
    words.set(rule, read);
    return read;
  };

  const show = (): void => {
    const asked = new FormData(form);
    const of = (name: string): string => {
      const value = asked.get(name);
      return typeof value === 'string' ? plain(value) : '';
    };
    const searched = of('search').split(/\s+/).filter(Boolean);
    const chosen = ['verdict', 'subject', 'level'].flatMap((name) =>
      of(name) === '' ? [] : [[name, of(name)] as const],
    );
    let shown = 0;
    for (const rule of rules) {
      const fits =
        chosen.every(([name, value]) => plain(rule.dataset[name] ?? '') === value) &&
        searched.every((word) => wordsOf(rule).includes(word));
      rule.hidden = !fits;
      if (fits) shown += 1;
    }
    for (const group of page.querySelectorAll<HTMLElement>('section.of-rules'))
      group.hidden = group.querySelector('article.rule:not([hidden])') === null;
    status.textContent = (language.textOf(status) ?? inEnglish)
      .replace('{shown}', String(shown))
      .replace('{all}', String(rules.length));
    const none = page.querySelector<HTMLElement>('.find-none');
    if (none !== null) none.hidden = shown > 0;
  };

  form.addEventListener('input', show);
  form.addEventListener('submit', (event) => {
    event.preventDefault();
  });
  const showAll = (): void => {
    form.reset();
    show();
  };
  page.querySelector('.show-all')?.addEventListener('click', showAll);
  page.addEventListener('language', () => {
    words.clear();
    show();
  });
  // A link to a rule that is hidden shows it.
  addEventListener('hashchange', () => {
    const rule = page.getElementById(decodeURIComponent(location.hash.slice(1)));
    if (rule?.hidden !== true) return;
    showAll();
    rule.scrollIntoView();
  });
  show();
}

/** As words are compared: without capitals and accents. */
function plain(text: string): string {
  return text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
}
