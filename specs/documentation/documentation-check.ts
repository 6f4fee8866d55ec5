import { z } from 'zod';
import { LOCALES } from '../rules/rule.js';
import { KINDS } from './place.js';

/** What `docs check --json` prints. */
export const DOCS_CHECK_SCHEMA = 'vdi-conformance/docs-check/1';

const locale = z.enum(LOCALES);
const perLocale = z.partialRecord(locale, z.number().int().nonnegative());

const placeSchema = z.object({
  section: z.string(),
  kind: z.enum(KINDS),
  paragraph: z.number().int().positive(),
  sentence: z.number().int().positive(),
});

const changeSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.enum(['same', 'new']), words: z.array(z.string()) }),
  z.object({
    kind: z.literal('gone'),
    at: z.number().int().positive(),
    words: z.array(z.string().nullable()),
  }),
]);

/** A piece that is on record, and what became of it in one page. */
export const recordCheckSchema = z.object({
  page: z.string(),
  locale,
  /** The page that was read; left out: `page-missing`. */
  file: z.string().optional(),
  state: z.enum(['unchanged', 'moved', 'changed', 'vanished', 'page-missing']),
  place: placeSchema,
  /** Ids of the rules that rest on it. None: `exemption` says why. */
  rules: z.array(z.string()),
  exemption: z.string().optional(),
  /** Where it stands now and what it says; left out: it does nowhere. */
  now: z.object({ place: placeSchema, text: z.string(), fingerprint: z.string() }).optional(),
  /** What it said, if it changed or vanished, and a page that was read has it: an older copy, or another form. */
  was: z.string().optional(),
  /** Of one that changed, word by word; left out: its words are not on record. */
  changes: z.array(changeSchema).optional(),
});
export type RecordCheck = z.infer<typeof recordCheckSchema>;

/** A place where languages that were read do not have as many sentences, rows or pieces. */
const structureSchema = z.object({
  page: z.string(),
  where: z.string(),
  /** The first piece there. */
  place: placeSchema,
  pieces: perLocale,
});
export type StructuralDisagreement = z.infer<typeof structureSchema>;

/**
 * Languages that say different things in one place, as the project has it on record. `as-recorded`: each of these sentences
 * is unchanged; `look-again`: one is not; `not-seen`: fewer than two sides were read.
 */
const knownSchema = z.object({
  id: z.string(),
  title: z.string(),
  page: z.string(),
  place: placeSchema,
  state: z.enum(['as-recorded', 'look-again', 'not-seen']),
  sides: z.array(z.object({ locales: z.array(locale), says: z.string() })),
  reading: z.string(),
  rules: z.array(z.string()),
});
export type KnownDisagreement = z.infer<typeof knownSchema>;

/** A piece that some languages changed and others did not: they may say different things now. */
const driftSchema = z.object({
  page: z.string(),
  place: placeSchema,
  changed: z.array(locale),
  unchanged: z.array(locale),
});
export type Drift = z.infer<typeof driftSchema>;

export const documentationCheckSchema = z.object({
  schema: z.literal(DOCS_CHECK_SCHEMA),
  kit: z.object({ name: z.string(), version: z.string() }),
  /** The revision that the rules were written from: see revisionOf. */
  revision: z.string(),
  accountedFor: z.boolean(),
  locales: z.array(locale),
  pages: z.array(
    z.object({
      page: z.string(),
      locale,
      form: z.enum(['markdown', 'text']),
      /** Below the folder that was named. */
      file: z.string(),
      /** The commit of the checkout that it is in; left out: it is in none. `modified`: it is not as committed there. */
      checkout: z.object({ commit: z.string(), modified: z.boolean() }).optional(),
    }),
  ),
  /** Pages in languages that were not asked for, or that the kit does not read. */
  leftOut: z.array(z.object({ file: z.string(), language: z.string() })),
  record: z.array(recordCheckSchema),
  unaccounted: z.array(
    z.object({
      page: z.string(),
      locale,
      file: z.string(),
      place: placeSchema,
      text: z.string(),
      fingerprint: z.string(),
    }),
  ),
  structure: z.array(structureSchema),
  drift: z.array(driftSchema),
  known: z.array(knownSchema),
});
export type DocumentationCheck = z.infer<typeof documentationCheckSchema>;
