import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { Rule } from './rule.js';

/**
 * Which rules, and which judges, a verdict is by. Kits with the same digest come to the same verdict on the same history, so
 * it tells whether a finding can be judged again. Translations, scenarios and reports are no part of it: they decide nothing.
 */
export const ruleSetSchema = z.object({
  /** The kit's, with which the rule set was published. The digest alone decides whether two are the same. */
  version: z.string(),
  /** SHA-256 in lower-case hexadecimal. */
  digest: z.string().regex(/^[0-9a-f]{64}$/),
});
export type RuleSet = z.infer<typeof ruleSetSchema>;

/** A compiled module that decides: a judge, or something that one imports. */
export interface JudgeModule {
  /** Relative to the folder above the specs, with slashes. */
  readonly path: string;
  /** Null: it is not there; the rule set of such a kit is another one. */
  readonly text: string | null;
}

/** The digest of rules, as English data, and of what judges them. The order of modules does not matter. */
export function ruleSetDigest(rules: readonly Rule[], modules: readonly JudgeModule[]): string {
  const hash = createHash('sha256');
  const add = (name: string, text: string | null): void => {
    const bytes = text === null ? null : Buffer.from(withUnixLines(text));
    // With its length, so that no text can be taken for the beginning of the next.
    hash.update(`${name}\n${bytes?.length ?? 'missing'}\n`).update(bytes ?? '');
  };
  add('rules', JSON.stringify(rules));
  const sorted = [...modules].sort((a, b) => (a.path < b.path ? -1 : Number(a.path > b.path)));
  for (const { path, text } of sorted) add(path, text);
  return hash.digest('hex');
}

/** A checkout on Windows may have other line ends, which decide nothing. */
function withUnixLines(text: string): string {
  return text.replaceAll('\r\n', '\n');
}
