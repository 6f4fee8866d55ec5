import { createHash } from 'node:crypto';
import { z } from 'zod';
import { LOCALES, type Rule, type SentencePosition } from './rule.js';

const sentenceSchema = z.object({
  page: z.string(),
  section: z.enum(['lead', 'Return Value', 'Remarks']),
  paragraph: z.number().int(),
  sentence: z.number().int(),
  fingerprint: z.record(z.enum(LOCALES), z.string()),
}) satisfies z.ZodType<SentencePosition>;

/** The published sentences that rules rest on, by position and fingerprint. No sentence stands here. */
export const documentationSchema = z.object({
  /** The revision of the documentation, as far as these rules rest on it: see revisionOf. */
  digest: z.string(),
  rules: z.array(z.object({ rule: z.string(), restsOn: z.array(sentenceSchema) })),
});
export type Documentation = z.infer<typeof documentationSchema>;

/** What some rules rest on, in their order. */
export function documentationOf(rules: readonly Rule[]): Documentation {
  return {
    digest: revisionOf(rules),
    rules: rules.map(({ id, restsOn }) => ({ rule: id, restsOn: [...restsOn] })),
  };
}

/**
 * The revision of the documentation that some rules rest on: SHA-256, in hex, of the sentences' places and fingerprints in all
 * languages. It is the same for the same sentences, in whatever order, and however many rules rest on one.
 */
export function revisionOf(rules: readonly Pick<Rule, 'restsOn'>[]): string {
  const lines = rules.flatMap(({ restsOn }) =>
    restsOn.map(
      ({ page, section, paragraph, sentence, fingerprint: { en, ru, fr, it } }) =>
        `${JSON.stringify([page, section, paragraph, sentence, en, ru, fr, it])}\n`,
    ),
  );
  return createHash('sha256')
    .update([...new Set(lines)].sort().join(''))
    .digest('hex');
}
