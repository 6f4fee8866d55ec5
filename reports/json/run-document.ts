import { z } from 'zod';
import { historySchema } from '../../harness/history/history.js';
import { findingSchema, overallVerdict, type OverallVerdict } from '../../specs/findings/finding.js';

/** The result of one run: what `certify --json` prints and what `run.json` in the output folder holds. */
export const RUN_SCHEMA = 'vdi-conformance/run/1';

/**
 * A finding as a run reports it. A rule whose spec left no finding (it could not be loaded, its worker died)
 * is there too, as inconclusive, without scenario and history: a run never reports fewer rules than were
 * asked for.
 */
export const runFindingSchema = findingSchema.extend({
  scenario: z.string().nullable(),
  history: findingSchema.shape.history.nullable(),
  durationMs: z.number().nonnegative(),
});
export type RunFinding = z.infer<typeof runFindingSchema>;

/** Something that went wrong in the kit and belongs to no rule, or to more than its finding says. */
export const problemSchema = z.object({ where: z.string(), message: z.string() });
export type Problem = z.infer<typeof problemSchema>;

export const runDocumentSchema = z.object({
  schema: z.literal(RUN_SCHEMA),
  kit: historySchema.shape.kit,
  target: historySchema.shape.target,
  /** `all`: rules of every subject. */
  subject: z.enum(['interface', 'engine', 'all']),
  /**
   * The part that this is of a run which was split over several machines, and how many rules were asked for there, in all
   * parts together. Left out: it is the whole.
   */
  shard: z
    .object({
      index: z.number().int().positive(),
      count: z.number().int().positive(),
      ofRules: z.number().int().positive(),
    })
    .optional(),
  /** How many rules were asked for, and how many the kit has: the verdict is on the former. */
  rules: z.object({ asked: z.number().int(), known: z.number().int() }),
  verdict: z.enum(['conformant', 'not-conformant', 'inconclusive']),
  startedAt: z.iso.datetime(),
  durationMs: z.number().nonnegative(),
  /** Agents and roles that the target started. */
  processes: z.number().int().nonnegative(),
  /** One for each rule that was asked for, in the catalogue's order. */
  findings: z.array(runFindingSchema),
  problems: z.array(problemSchema),
});
export type RunDocument = z.infer<typeof runDocumentSchema>;

/** The verdict on the run. A problem of the kit casts doubt on what passed, and excuses nothing that failed. */
export function verdictOfRun(findings: readonly RunFinding[], problems: readonly Problem[]): OverallVerdict {
  const verdict = overallVerdict(findings);
  return verdict === 'conformant' && problems.length > 0 ? 'inconclusive' : verdict;
}
