import { z } from 'zod';
import { programFileSchema } from '../../harness/history/program-events.js';
import { documentationSchema } from '../../specs/rules/documentation.js';
import { ruleSetSchema } from '../../specs/rules/rule-set.js';
import { runDocumentSchema, runFindingSchema, type RunDocument } from '../json/run-document.js';

/**
 * What we certify, in our own words: the field `vdiConformance` of the predicate. Everything else in the statement follows from
 * it. It tells no folder of the machine on which the run was.
 */
export const CERTIFICATE_SCHEMA = 'vdi-conformance/certificate/1';

const run = runDocumentSchema.shape;
const target = run.target.shape;
const library = target.library.shape;

const certifiedTargetSchema = z.object({
  name: target.name,
  platform: target.platform,
  /** `file` without a folder. */
  library: z.object({
    file: library.file,
    sha256: library.sha256,
    version: library.version,
    fileVersion: library.fileVersion,
    activation: library.activation,
  }),
  instance: target.instance,
  sqlServer: target.sqlServer,
  /** A run with a fault on purpose proves the kit, and certifies nothing. */
  fault: z.null(),
});
export type CertifiedTarget = z.infer<typeof certifiedTargetSchema>;

/** As in the run's document, but for how long it took: which nobody can find again in a history. */
export const certifiedFindingSchema = runFindingSchema.omit({ durationMs: true }).extend({
  rule: z.string().regex(/^[A-Z][A-Z0-9-]{0,63}$/),
});
export type CertifiedFinding = z.infer<typeof certifiedFindingSchema>;

export const contentSchema = z.object({
  schema: z.literal(CERTIFICATE_SCHEMA),
  kit: run.kit,
  ruleSet: ruleSetSchema,
  subject: run.subject,
  target: certifiedTargetSchema,
  /** The vendor's programs that were run, and the files among their arguments, by file and digest; empty: none was. */
  programs: z.array(programFileSchema),
  rules: run.rules,
  verdict: run.verdict,
  advice: run.advice,
  view: run.view,
  /** What random choices of the run were drawn from; null: it made none. */
  seed: z.number().int().nullable(),
  startedAt: run.startedAt,
  durationMs: run.durationMs,
  findings: z.array(certifiedFindingSchema),
  problems: run.problems,
  documentation: documentationSchema,
});
export type CertificateContent = z.infer<typeof contentSchema>;

/** The last part of a path, as either system writes it. */
function fileName(file: string): string {
  return file.split(/[\\/]/).at(-1) ?? file;
}

/** A target without what tells of the machine: the library's folder, and where else one is registered. */
export function certifiedTargetOf({
  name,
  platform,
  library: { file, sha256, version, fileVersion, activation },
  instance,
  sqlServer,
  fault,
}: RunDocument['target']): Omit<CertifiedTarget, 'fault'> & { fault: string | null } {
  return {
    name,
    platform,
    library: {
      file: fileName(file),
      sha256,
      version,
      ...(fileVersion === undefined ? {} : { fileVersion }),
      ...(activation === undefined ? {} : { activation }),
    },
    ...(instance === undefined ? {} : { instance }),
    ...(sqlServer === undefined ? {} : { sqlServer }),
    fault,
  };
}
