import type { History } from '../../harness/history/history.js';
import { documentationOf } from '../../specs/rules/documentation.js';
import type { Rule } from '../../specs/rules/rule.js';
import type { RuleSet } from '../../specs/rules/rule-set.js';
import type { RunDocument } from '../json/run-document.js';
import { CERTIFICATE_SCHEMA, certifiedTargetOf, contentSchema, type CertificateContent } from './content.js';

/**
 * What can be certified of a run.
 * @param histories of all findings that have one.
 * @param rules those that were asked for.
 */
export function contentOfRun(
  document: RunDocument,
  histories: Iterable<History>,
  rules: readonly Rule[],
  ruleSet: RuleSet,
): CertificateContent {
  const { kit, subject, verdict, advice, view, startedAt, durationMs, findings, problems } = document;
  return contentSchema.parse({
    schema: CERTIFICATE_SCHEMA,
    kit,
    ruleSet,
    subject,
    target: certifiedTargetOf(document.target),
    programs: programsIn(histories),
    rules: document.rules,
    verdict,
    ...(advice === undefined ? {} : { advice }),
    ...(view === undefined ? {} : { view }),
    // Every scenario plays the same steps each time.
    seed: null,
    startedAt,
    durationMs,
    findings,
    problems,
    documentation: documentationOf(rules),
  });
}

/** A vendor's programs with the files that they were given, as histories tell of them: each once, in order. */
export function programsIn(histories: Iterable<History>): CertificateContent['programs'] {
  const programs = new Map<string, CertificateContent['programs'][number]>();
  for (const { events } of histories) {
    for (const event of events) {
      if (event.kind !== 'program') continue;
      for (const { file, sha256 } of [event, ...(event.files ?? [])])
        programs.set(JSON.stringify([file, sha256]), { file, sha256 });
    }
  }
  return [...programs.entries()].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, program]) => program);
}
