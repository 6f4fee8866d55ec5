import type { Nodes, PhrasingContent } from 'mdast';
import type { Stretch } from './sentences.js';

/** What a reader sees of some phrases, in stretches. Anchors and comments are not seen. */
export function visibleText(nodes: readonly PhrasingContent[]): Stretch[] {
  return nodes.flatMap(stretches);
}

/** The same as one text. */
export function textOf(nodes: readonly PhrasingContent[]): string {
  return visibleText(nodes)
    .map(({ text }) => text)
    .join('');
}

/** Text of a piece of HTML: what is left without its comments and tags. */
export function textOfHtml(html: string): string {
  return html
    .replace(/<!--[^]*?(?:-->|$)/g, '')
    .replace(/<\/?(?:br|p|div|li|ul|ol|t[dhr]|table|h[1-6])\b[^>]*>/gi, ' ')
    .replace(/<[^>]*>/g, '');
}

function stretches(node: Nodes): Stretch[] {
  switch (node.type) {
    case 'text':
      return [{ text: node.value, code: false }];
    case 'inlineCode':
      return [{ text: node.value, code: true }];
    case 'break':
      return [{ text: ' ', code: false }];
    case 'html':
      return [{ text: textOfHtml(node.value), code: false }];
    case 'image':
    case 'imageReference':
      return [{ text: node.alt ?? '', code: false }];
    default:
      return 'children' in node ? node.children.flatMap(stretches) : [];
  }
}
