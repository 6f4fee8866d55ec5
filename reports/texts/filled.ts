/** A text with what is put in for each `{word}` of it. @throws Error when one is missing: the words are a programmer's. */
export function filled(text: string, values: Readonly<Record<string, string | number>>): string {
  return text.replace(/\{(\w+)\}/g, (_, word: string) => {
    const value = values[word];
    if (value === undefined) throw new Error(`nothing was given for {${word}} in "${text}"`);
    return String(value);
  });
}
