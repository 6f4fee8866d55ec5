/** Texts by language; every list has them at the same places. */
type Dictionary = Readonly<Record<string, readonly string[]>>;

/** Attributes that are said: `data-say-href="7"` puts the text 7 into `href`. */
const ATTRIBUTES = ['aria-label', 'href'] as const;

/** The first of what is asked for (the address, else the browser's languages in order) that the page has; English else. */
export function chosenLanguage(
  asked: string | null,
  preferred: readonly string[],
  known: readonly string[],
): string {
  const primary = (tag: string): string => tag.toLowerCase().split(/[-_]/)[0] ?? '';
  const wanted = [...(asked === null ? [] : [asked]), ...preferred].map(primary);
  return wanted.find((tag) => known.includes(tag)) ?? 'en';
}

/** The page's language: all its texts are exchanged for those of another. */
export class Language {
  readonly #document: Document;
  readonly #dictionary: Dictionary;
  #present = 'en';

  constructor(of: Document) {
    this.#document = of;
    this.#dictionary = JSON.parse(of.getElementById('dictionary')?.textContent ?? '{}') as Dictionary;
    for (const link of of.querySelectorAll<HTMLAnchorElement>('.languages a')) {
      link.addEventListener('click', (event) => {
        event.preventDefault();
        this.speak(link.lang);
        // The address says it, too: who is sent it reads the same. A frame may not change its own.
        const here = new URL(location.href);
        here.searchParams.set('lang', link.lang);
        try {
          history.replaceState(null, '', here);
        } catch {
          return;
        }
      });
    }
  }

  get known(): readonly string[] {
    return Object.keys(this.#dictionary);
  }

  /** The text of an element in the present language. Null: it is the same in all. */
  textOf(element: Element): string | null {
    const place = element.getAttribute('data-say');
    return place === null ? null : this.#text(place);
  }

  speak(language: string): void {
    this.#present = language;
    const root = this.#document.documentElement;
    root.lang = language;
    for (const element of this.#document.querySelectorAll('[data-say]'))
      element.textContent = this.textOf(element);
    for (const name of ATTRIBUTES) {
      for (const element of this.#document.querySelectorAll(`[data-say-${name}]`))
        element.setAttribute(name, this.#text(element.getAttribute(`data-say-${name}`)));
    }
    for (const link of this.#document.querySelectorAll<HTMLAnchorElement>('.languages a')) {
      if (link.lang === language) link.setAttribute('aria-current', 'true');
      else link.removeAttribute('aria-current');
    }
    this.#document.dispatchEvent(new Event('language'));
  }

  #text(place: string | null): string {
    return this.#dictionary[this.#present]?.[Number(place)] ?? '';
  }
}
