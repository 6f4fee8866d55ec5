const every = (page: Document): NodeListOf<HTMLDetailsElement> => page.querySelectorAll('details');

/** The two buttons that open and close all details at once. */
export function withOpenAndClose(page: Document): void {
  const onClick = (button: string, open: boolean): void => {
    page.querySelector(button)?.addEventListener('click', () => {
      for (const details of every(page)) details.open = open;
    });
  };
  onClick('.open-all', true);
  onClick('.close-all', false);
}

/** Paper cannot be clicked: what is closed is open while the page is printed. */
export function openForPrint(page: Document, print: MediaQueryList): void {
  let opened: HTMLDetailsElement[] = [];
  print.addEventListener('change', ({ matches }) => {
    if (matches) opened = [...every(page)].filter(({ open }) => !open);
    for (const details of opened) details.open = matches;
  });
}

/** A link to something within details opens them. */
export function openedByLink(page: Document): void {
  const open = (): void => {
    const target = page.getElementById(decodeURIComponent(location.hash.slice(1)));
    for (let at = target?.parentElement ?? null; at !== null; at = at.parentElement)
      if (at instanceof HTMLDetailsElement) at.open = true;
  };
  addEventListener('hashchange', open);
  open();
}
