const CHARACTERS = 12;

/** The beginning of a digest in hex, for people: enough to tell two apart, and to find the whole by. */
export function shortDigest(digest: string): string {
  return digest.slice(0, CHARACTERS);
}
