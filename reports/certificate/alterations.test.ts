import { describe, expect, test } from 'vitest';
import type { CertificateContent } from './content.js';
import type { Envelope } from './dsse.js';
import {
  alteredThings,
  handMadeCertificate,
  sign,
  signStatement,
  verifyHandMade,
  withPayload,
} from './hand-made.js';
import { statementOf } from './statement.js';

const made = handMadeCertificate();
const { envelope, signer, content } = made;
const [first, second] = content.findings;

/** Altered by one who has no key, and by the holder of the key: the signature tells of the first, the rest of both. */
describe.each(['with the old signature', 'signed again'])('what was altered is named, %s', (how) => {
  const altered = (change: Partial<CertificateContent>) => {
    const other = { ...content, ...change };
    if (how === 'signed again') return sign(other, signer);
    return withPayload(envelope, () => JSON.stringify(statementOf(other)));
  };
  const expectProblems = async (other: Envelope, ...things: string[]) => {
    const verification = await verifyHandMade(made, other);
    expect(verification.outcome).toBe('false');
    expect(alteredThings(verification)).toEqual(how === 'signed again' ? things : ['signature', ...things]);
  };

  test.each<[string, Partial<CertificateContent>, string[]]>([
    [
      'a verdict on a rule',
      { findings: [{ ...first!, verdict: 'fail' }, second!], verdict: 'not-conformant' },
      ['finding CLIENT-CLOSE-01'],
    ],
    [
      'a verdict, and that on the case',
      {
        findings: [
          {
            ...first!,
            verdict: 'fail',
            reason: 'case only: planted pass',
            cases: [{ ...first!.cases[0]!, verdict: 'fail' }],
          },
          second!,
        ],
        verdict: 'not-conformant',
      },
      ['finding CLIENT-CLOSE-01'],
    ],
    [
      'the events that decided',
      { findings: [{ ...first!, decidedBy: [9] }, second!] },
      ['finding CLIENT-CLOSE-01'],
    ],
    [
      'the view',
      { findings: [{ ...first!, view: 'outside' }, second!], view: 'outside' },
      ['finding CLIENT-CLOSE-01'],
    ],
    ['a level', { findings: [{ ...first!, level: 'HAZARD' }, second!] }, ['finding CLIENT-CLOSE-01']],
    ['the verdict on the run', { verdict: 'inconclusive' }, ['verdict']],
    ['a finding, taken away', { findings: [first!] }, ['finding', 'documentation']],
    ['a finding, twice', { findings: [first!, first!] }, ['finding CLIENT-CLOSE-01', 'documentation']],
    [
      'a history, taken away',
      { findings: [first!, { ...second!, history: null }] },
      ['finding CLIENT-CLOSE-02'],
    ],
    [
      'histories, swapped',
      {
        findings: [
          { ...first!, history: second!.history },
          { ...second!, history: first!.history },
        ],
      },
      ['history CLIENT-CLOSE-01', 'history CLIENT-CLOSE-02'],
    ],
    [
      'a path that leads out',
      { findings: [{ ...first!, history: { path: '../secret', sha256: 'ab' } }, second!] },
      ['history CLIENT-CLOSE-01'],
    ],
    ['the program', { programs: [{ file: 'client.exe', sha256: '00' }] }, ['subject']],
    ['the kit', { kit: { name: 'k', version: '9' } }, ['history CLIENT-CLOSE-01', 'history CLIENT-CLOSE-02']],
    [
      'the library',
      { target: { ...content.target, library: { ...content.target.library, sha256: '99' } } },
      ['history CLIENT-CLOSE-01', 'history CLIENT-CLOSE-02'],
    ],
    ['the documentation', { documentation: { ...content.documentation, digest: '00' } }, ['documentation']],
  ])('%s', async (_, change, things) => {
    await expectProblems(altered(change), ...things);
  });

  test('of a case, which one and what of it', async () => {
    const [judged] = first!.cases;
    const findings = [{ ...first!, cases: [{ ...judged!, decidedBy: [9] }] }, second!];
    const { problems } = await verifyHandMade(made, altered({ findings }));
    const told = `judged again it is another: case "only": decidedBy is [9], and should be ${JSON.stringify(judged!.decidedBy)}`;
    expect(problems.map(({ message }) => message)).toContain(told);
  });

  test('a rule that is none', async () => {
    const findings = [{ ...first!, rule: 'NONE-01' }, second!];
    const verification = await verifyHandMade(made, altered({ findings }));
    expect(alteredThings(verification)).toContain('finding NONE-01');
  });

  test.each([
    ['the subject', { subject: [{ name: 'other', digest: { sha256: '00' } }] }, 'subject'],
    ['the result', { predicate: { ...statementOf(content).predicate, result: 'WARNED' as const } }, 'result'],
    ['what passed', { predicate: { ...statementOf(content).predicate, passedTests: [] } }, 'result'],
    [
      'the rule set',
      {
        predicate: {
          ...statementOf(content).predicate,
          configuration: statementOf(content).predicate.configuration.map((each) =>
            each.name === 'rule set' ? { ...each, digest: { sha256: '00' } } : each,
          ),
        },
      },
      'rule set',
    ],
    [
      'the configuration',
      { predicate: { ...statementOf(content).predicate, configuration: [] } },
      'configuration',
    ],
  ])('beside our own field: %s', async (_, change, thing) => {
    const statement = { ...statementOf(content), ...change };
    const other =
      how === 'signed again'
        ? signStatement(statement, signer)
        : withPayload(envelope, () => JSON.stringify(statement));
    await expectProblems(other, thing);
  });
});
