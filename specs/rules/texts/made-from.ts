import { createHash } from 'node:crypto';

/** Hex digits. */
const DIGITS = 8;

/** The fingerprint of English texts, from the SHA-256 of them as JSON: what a translation says that it was made from. */
export function madeFrom(english: object): string {
  return createHash('sha256').update(JSON.stringify(english)).digest('hex').slice(0, DIGITS);
}
