/**
 * The URL of a file of Windows with the letter of its drive in upper case. A terminal may stand in `c:\\kit` as well as
 * in `C:\\kit`. To Node these are two URLs, so two copies of a module; vitest writes the upper one, and would not know
 * itself in the other.
 */
export function withUpperCaseDrive(url: string): string {
  return url.replace(/^file:\/\/\/([a-z]):/, (_, letter: string) => `file:///${letter.toUpperCase()}:`);
}
