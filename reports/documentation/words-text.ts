import type { WordChange } from '../../specs/documentation/word-changes.js';
import { printable } from './printable.js';
import type { Telling } from './telling.js';

/**
 * A sentence that changed, word by word: `[-gone-]` and `{+new+}`, as git shows it. Words that are gone, and that no page has
 * any more, are told by their number.
 */
export function wordsText(changes: readonly WordChange[], { paint, texts }: Telling): string {
  return changes
    .map((change) => {
      if (change.kind === 'gone') return paint('red', `[-${gone(change.words, texts.words)}-]`);
      const words = printable(change.words.join(' '));
      return change.kind === 'new' ? paint('green', `{+${words}+}`) : words;
    })
    .join(' ');
}

/** `the lid`, `(2 words)`, `the (1 word)`: one after the other what is known of them. */
function gone(words: readonly (string | null)[], number: (count: number) => string): string {
  const parts: string[] = [];
  let unknown = 0;
  const tell = (): void => {
    if (unknown > 0) parts.push(`(${number(unknown)})`);
    unknown = 0;
  };
  for (const word of words) {
    if (word === null) unknown += 1;
    else {
      tell();
      parts.push(printable(word));
    }
  }
  tell();
  return parts.join(' ');
}
