/**
 * Text of a page that somebody else wrote, for a terminal: what would steer it, or turn the direction of writing, is shown as a
 * replacement character.
 */
export function printable(text: string): string {
  return text.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, '\uFFFD');
}
