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
  /** SHA-256 over `rules`: the revision of the documentation, as far as these rules rest on it. */
  digest: z.string(),
  rules: z.array(z.object({ rule: z.string(), restsOn: z.array(sentenceSchema) })),
});
export type Documentation = z.infer<typeof documentationSchema>;

/** What some rules rest on, in their order. */
export function documentationOf(rules: readonly Rule[]): Documentation {
  const restsOn = rules.map((rule) => ({
    rule: rule.id,
    restsOn: rule.restsOn.map(({ page, section, paragraph, sentence, fingerprint }) => ({
      page,
      section,
      paragraph,
      sentence,
      fingerprint: Object.fromEntries(LOCALES.map((locale) => [locale, fingerprint[locale]])) as Record<
        (typeof LOCALES)[number],
        string
      >,
    })),
  }));
  return { digest: createHash('sha256').update(JSON.stringify(restsOn)).digest('hex'), rules: restsOn };
}
