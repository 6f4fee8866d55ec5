/** Characters that a terminal shows in two columns: East Asian ones and emoji. */
const WIDE = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Emoji_Presentation}]/u;
/** Those that it shows in none: they change the one before. */
const NONE = /[\p{M}\u200b-\u200f\ufe00-\ufe0f]/u;
/** What moves the cursor, colours, or turns the direction of what follows: a target's output may contain anything. */
const CONTROL = /[\p{Cc}\p{Cs}\u2028\u2029\u202a-\u202e\u2066-\u2069]+/gu;

/** The text in one line, without what a terminal would do more with than show it. */
export function inOneLine(text: string): string {
  return text.replace(CONTROL, ' ');
}

/** How many columns of a terminal a text takes. */
export function widthOf(text: string): number {
  let columns = 0;
  for (const character of text) columns += widthOfOne(character);
  return columns;
}

function widthOfOne(character: string): number {
  if (NONE.test(character)) return 0;
  return WIDE.test(character) ? 2 : 1;
}

/** The text, filled up to a width with spaces. */
export function filled(text: string, width: number): string {
  return text + ' '.repeat(Math.max(0, width - widthOf(text)));
}

/**
 * The text in lines of this width at most, broken between words where that is possible. Of more than `most` lines the rest is left
 * out, which the last tells by an ellipsis.
 */
export function wrapped(text: string, width: number, most: number): string[] {
  const lines: string[] = [];
  let rest = inOneLine(text);
  while (rest !== '') {
    const fits = beginning(rest, width);
    if (fits === rest) return [...lines, rest];
    if (lines.length === most - 1) return [...lines, `${beginning(rest, width - 1).trimEnd()}…`];
    const at = breakOf(fits, rest);
    lines.push(rest.slice(0, at).trimEnd());
    rest = rest.slice(at).trimStart();
  }
  return lines;
}

/** As many characters from the beginning as fit; one at least, so that there is an end. */
function beginning(text: string, width: number): string {
  let taken = '';
  let columns = 0;
  for (const character of text) {
    columns += widthOfOne(character);
    if (columns > width && taken !== '') break;
    taken += character;
  }
  return taken;
}

/** After the last space, unless that would leave most of the line empty. */
function breakOf(fits: string, rest: string): number {
  if (rest[fits.length] === ' ') return fits.length;
  const space = fits.lastIndexOf(' ') + 1;
  return space > fits.length / 3 ? space : fits.length;
}
