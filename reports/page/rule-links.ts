import type { Element } from 'hast';
import { h } from 'hastscript';

/** Ids of rules, with links to where they stand on the page. */
export function ruleLinks(ids: readonly string[]): (Element | string)[] {
  return ids.flatMap((id, index) => [...(index === 0 ? [] : [', ']), h('a', { href: `#${id}` }, id)]);
}
