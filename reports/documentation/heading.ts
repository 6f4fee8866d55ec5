import type { Telling } from './telling.js';

/** A part's title with how many it lists, and what is to be done about them. */
export function heading(
  title: string,
  count: number,
  remedy: string,
  { paint, label, texts }: Telling,
): string[] {
  return ['', paint('bold', label(title, count)), paint('gray', `  ${label(texts.toDo, remedy)}`)];
}
