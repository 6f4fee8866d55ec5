import type { Colour } from '../terminal/style.js';

/** A part's title, and what is to be done about what it lists. */
export function heading(
  title: string,
  remedy: string,
  paint: (colour: Colour, text: string) => string,
): string[] {
  return ['', paint('bold', title), paint('gray', `  to do: ${remedy}`)];
}
