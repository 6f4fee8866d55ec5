import { createHash } from 'node:crypto';
import type { Element, Root } from 'hast';
import { toHtml } from 'hast-util-to-html';
import { h } from 'hastscript';

/** The page's style sheet and script, as text. */
export interface PageAssets {
  readonly style: string;
  readonly script: string;
}

/** What no text of the web can hold: a target's output may contain anything. */
const NO_TEXT = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|\p{Surrogate}/gu;

/**
 * A whole page in one file. It asks for nothing outside of itself, and says so to the browser: of scripts and styles it may use only those that it
 * has, known by their digests.
 */
export function shell(
  title: Element,
  body: readonly Element[],
  dictionary: string,
  { style, script }: PageAssets,
): string {
  const policy = [
    "default-src 'none'",
    `style-src '${digest(style)}'`,
    `script-src '${digest(script)}'`,
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ');
  const root: Root = h(null, [
    { type: 'doctype' },
    h('html', { lang: 'en' }, [
      h('head', [
        h('meta', { charSet: 'utf-8' }),
        h('meta', { httpEquiv: 'Content-Security-Policy', content: policy }),
        h('meta', { name: 'viewport', content: 'width=device-width, initial-scale=1' }),
        h('meta', { name: 'color-scheme', content: 'light dark' }),
        h('meta', { name: 'referrer', content: 'no-referrer' }),
        title,
        h('style', style),
      ]),
      h('body', [
        ...body,
        // `<` would end the element where a text has `</script`.
        h('script', { type: 'application/json', id: 'dictionary' }, dictionary.replaceAll('<', '\\u003c')),
        h('script', script),
      ]),
    ]),
  ]);
  return `${toHtml(root).replace(NO_TEXT, '\ufffd')}\n`;
}

function digest(text: string): string {
  return `sha256-${createHash('sha256').update(text).digest('base64')}`;
}
