import { createHash } from 'node:crypto';
import { z } from 'zod';
import { isAdvice, type OverallVerdict } from '../../specs/findings/finding.js';
import type { CertificateContent, CertifiedFinding } from './content.js';

/** The in-toto statement: everything in it that is not our own field follows from that. */
export const PAYLOAD_TYPE = 'application/vnd.in-toto+json';
export const STATEMENT_TYPE = 'https://in-toto.io/Statement/v1';
export const PREDICATE_TYPE = 'https://in-toto.io/attestation/test-result/v0.1';

/** in-toto asks for one of `uri`, `digest` and `content`, and of a subject for a digest. */
const resourceSchema = z.object({
  name: z.string().optional(),
  uri: z.string().optional(),
  digest: z.record(z.string(), z.string()).optional(),
  content: z.string().optional(),
  mediaType: z.string().optional(),
});
export type Resource = z.infer<typeof resourceSchema>;

/** Fields that it does not name are ignored, as in-toto demands; `vdiConformance` is checked on its own. */
export const statementSchema = z.object({
  _type: z.literal(STATEMENT_TYPE),
  subject: z.array(resourceSchema.required({ digest: true })).min(1),
  predicateType: z.literal(PREDICATE_TYPE),
  predicate: z.object({
    result: z.enum(['PASSED', 'WARNED', 'FAILED']),
    configuration: z.array(resourceSchema),
    passedTests: z.array(z.string()),
    warnedTests: z.array(z.string()),
    failedTests: z.array(z.string()),
    vdiConformance: z.unknown(),
  }),
});
export type Statement = z.infer<typeof statementSchema>;

export function statementOf(content: CertificateContent): Statement {
  return {
    _type: STATEMENT_TYPE,
    subject: subjectsOf(content),
    predicateType: PREDICATE_TYPE,
    predicate: { ...resultOf(content), configuration: configurationOf(content), vdiConformance: content },
  };
}

/** What was certified, by digests of files: the VDI library, and the vendor's programs. */
function subjectsOf({ target, programs }: CertificateContent): Statement['subject'] {
  const { file, sha256 } = target.library;
  const known = programs.flatMap((program) =>
    program.sha256 === null ? [] : [{ name: program.file, digest: { sha256: program.sha256 } }],
  );
  return [{ name: file, digest: { sha256 } }, ...known];
}

/**
 * With what it was certified. A SQL Server is here and no subject: it tells its build and no digest of a file, and what a policy
 * matches by its digest has to be a file's. So its words are the resource, with their own digest.
 */
function configurationOf({ kit, ruleSet, target, documentation }: CertificateContent): Resource[] {
  const { sqlServer } = target;
  return [
    { name: 'kit', uri: `pkg:generic/${encodeURIComponent(kit.name)}@${encodeURIComponent(kit.version)}` },
    { name: 'rule set', digest: { sha256: ruleSet.digest } },
    { name: 'documentation', digest: { sha256: documentation.digest } },
    { name: 'target', ...inline({ name: target.name, platform: target.platform }) },
    ...(sqlServer === undefined ? [] : [{ name: 'SQL Server', ...inline(sqlServer) }]),
  ];
}

function inline(value: object): Pick<Resource, 'digest' | 'content' | 'mediaType'> {
  const bytes = Buffer.from(JSON.stringify(value));
  return {
    digest: { sha256: createHash('sha256').update(bytes).digest('hex') },
    content: bytes.toString('base64'),
    mediaType: 'application/json',
  };
}

/**
 * in-toto has three lists and we have five verdicts. What was not concluded is among the failed: a policy must not take it for
 * passed, and a rule that is in no list for one that was not asked for. What does not apply is in none.
 */
function resultOf({
  verdict,
  findings,
}: CertificateContent): Omit<Statement['predicate'], 'configuration' | 'vdiConformance'> {
  const named = (list: TestList): string[] =>
    findings.filter((finding) => listOf(finding) === list).map(({ rule }) => rule);
  const warnedTests = named('warned');
  return {
    result: RESULT[verdict] === 'PASSED' && warnedTests.length > 0 ? 'WARNED' : RESULT[verdict],
    passedTests: named('passed'),
    warnedTests,
    failedTests: named('failed'),
  };
}

const RESULT: Readonly<Record<OverallVerdict, 'PASSED' | 'FAILED'>> = {
  conformant: 'PASSED',
  'not-conformant': 'FAILED',
  inconclusive: 'FAILED',
};

type TestList = 'passed' | 'warned' | 'failed' | 'none';

function listOf(finding: CertifiedFinding): TestList {
  switch (finding.verdict) {
    case 'pass':
      return 'passed';
    case 'documents-disagree':
      return 'warned';
    case 'not-applicable':
      return 'none';
    case 'inconclusive':
    case 'fail':
      return isAdvice(finding) ? 'warned' : 'failed';
  }
}
