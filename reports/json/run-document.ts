import { z } from 'zod';
import { historySchema } from '../../harness/history/history.js';
import { programFileSchema } from '../../harness/history/program-events.js';
import {
  findingSchema,
  isAdvice,
  overallVerdict,
  type Finding,
  type OverallVerdict,
} from '../../specs/findings/finding.js';
import { ruleSetSchema } from '../../specs/rules/rule-set.js';
import { viewSchema, weakestView, type View } from '../../specs/findings/view.js';

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

/** Rules of the level SHOULD: how many were asked for, and by their ids those that were not followed or not concluded. */
export const adviceSchema = z.object({
  asked: z.number().int().positive(),
  failed: z.array(z.string()),
  inconclusive: z.array(z.string()),
});
export type Advice = z.infer<typeof adviceSchema>;

export const runDocumentSchema = z.object({
  schema: z.literal(RUN_SCHEMA),
  kit: historySchema.shape.kit,
  target: historySchema.shape.target,
  /** The rules and judges that the findings are by; left out by kits that did not tell. */
  ruleSet: ruleSetSchema.optional(),
  /** `all`: rules of every subject. */
  subject: z.enum(['interface', 'engine', 'client', 'all']),
  /**
   * The client that was certified: its name, which its next version has as well, and its files, the program first. Left out: none
   * was, or the kit did not tell.
   */
  client: z.object({ name: z.string(), files: z.array(programFileSchema).min(1) }).optional(),
  /**
   * The part that this is of a run which was split over several machines, and how many rules were asked for there, in all
   * parts together, with their ids in the catalogue's order where the kit told them. Left out: it is the whole.
   */
  shard: z
    .object({
      index: z.number().int().positive(),
      count: z.number().int().positive(),
      ofRules: z.number().int().positive(),
      rules: z.array(z.string()).optional(),
    })
    .optional(),
  /** How many rules were asked for, and how many the kit has: the verdict is on the former. */
  rules: z.object({ asked: z.number().int(), known: z.number().int() }),
  verdict: z.enum(['conformant', 'not-conformant', 'inconclusive']),
  /** What was found on rules of the level SHOULD, which the verdict is not on; left out: none was asked for. */
  advice: adviceSchema.optional(),
  /** Of the client: from where it was seen in the weakest of the findings; left out: no program was started. */
  view: viewSchema.optional(),
  startedAt: z.iso.datetime(),
  durationMs: z.number().nonnegative(),
  /** Agents and roles that the target started. */
  processes: z.number().int().nonnegative(),
  /** One for each rule that was asked for, in the catalogue's order. */
  findings: z.array(runFindingSchema),
  problems: z.array(problemSchema),
});
export type RunDocument = z.infer<typeof runDocumentSchema>;

type Judged = Pick<RunFinding, 'rule' | 'verdict' | 'level' | 'view'>;

/** The verdict on the run. A problem of the kit casts doubt on what passed, and excuses nothing that failed. */
export function verdictOfRun(findings: readonly Judged[], problems: readonly Problem[]): OverallVerdict {
  const verdict = overallVerdict(findings);
  return verdict === 'conformant' && problems.length > 0 ? 'inconclusive' : verdict;
}

/** What a document tells of its findings besides the verdict: advice, and the view. */
export function summaryOf(findings: readonly Judged[]): { advice?: Advice; view?: View } {
  const advice = findings.filter(isAdvice);
  const withVerdict = (verdict: Finding['verdict']): string[] =>
    advice.filter((finding) => finding.verdict === verdict).map(({ rule }) => rule);
  const view = weakestView(findings.map((finding) => finding.view));
  return {
    ...(advice.length === 0
      ? {}
      : {
          advice: {
            asked: advice.length,
            failed: withVerdict('fail'),
            inconclusive: withVerdict('inconclusive'),
          },
        }),
    ...(view === undefined ? {} : { view }),
  };
}
