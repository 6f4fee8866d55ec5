import { createHash } from 'node:crypto';
import type { Rule, SentencePosition } from '../rules/rule.js';
import { sentencesOfRules } from './recorded.js';

/** The documentation that some rules were written from. */
export interface DocumentationRevision {
  /** SHA-256, in hex, of the sentences: their places and fingerprints in all languages. */
  readonly digest: string;
  /** Each sentence that the rules rest on, once, in the order of the rules. */
  readonly sentences: readonly SentencePosition[];
}

/** The revision of the documentation that these rules rest on: the same for the same sentences, in whatever order. */
export function documentationOf(rules: readonly Rule[]): DocumentationRevision {
  const sentences = sentencesOfRules(rules);
  const lines = sentences.map(
    ({ page, section, paragraph, sentence, fingerprint: { en, ru, fr, it } }) =>
      `${JSON.stringify([page, section, paragraph, sentence, en, ru, fr, it])}\n`,
  );
  const digest = createHash('sha256').update(lines.sort().join('')).digest('hex');
  return { digest, sentences };
}
