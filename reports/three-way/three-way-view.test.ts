import { describe, expect, it } from 'vitest';
import { ruleById } from '../../specs/rules/catalogue.js';
import { handMadeDocument, handMadeFinding } from '../json/hand-made.js';
import type { RunDocument } from '../json/run-document.js';
import { threeWayView } from './three-way-view.js';

type Target = RunDocument['target'];
const RULES = ['CLOSE-04', 'CLOSE-06', 'ENGINE-CLOSE-01'].map(ruleById);

const library = (version: string | null, fileVersion?: string): Partial<Target> => ({
  library: {
    file: String.raw`C:\somebody\sqlvdi.dll`,
    sha256: (fileVersion ?? version ?? '').padEnd(64, '0'),
    version,
    ...(fileVersion === undefined ? {} : { fileVersion }),
  },
});
const sqlServer = (version: string, productVersion: string): Partial<Target> => ({
  sqlServer: { version, productVersion, productLevel: 'RTM', edition: 'Developer Edition' },
});
const REFERENCE = library('0.1.0');
const MICROSOFT = library(null, '2019.150.2000.5');

function run(
  target: Partial<Target>,
  findings: Partial<Record<string, RunDocument['verdict'] | 'pass' | 'fail' | 'documents-disagree'>>,
  startedAt = '2026-01-01T00:00:00.000Z',
): RunDocument {
  const made = Object.entries(findings).map(([rule, verdict]) => handMadeFinding(rule, verdict as 'pass'));
  const document = handMadeDocument(made);
  return { ...document, startedAt, target: { ...document.target, ...target } };
}
const row = (documents: readonly RunDocument[], rule: string) =>
  threeWayView(RULES, documents)
    .parts.flatMap(({ rows }) => rows)
    .find((each) => each.rule.id === rule);

describe('the three-way view', () => {
  it('tells the reference from a real build by what they say of themselves, whatever they are called', () => {
    const view = threeWayView(RULES, [
      run(REFERENCE, { 'CLOSE-04': 'pass' }),
      run(MICROSOFT, { 'CLOSE-04': 'fail' }),
    ]);
    const [part] = view.parts;
    expect(part?.builds).toEqual([
      {
        reference: false,
        key: '2019.150.2000.5'.padEnd(64, '0'),
        name: 'sqlvdi.dll 2019.150.2000.5',
        platform: 'linux-x64',
      },
    ]);
    expect(part?.rows[0]).toMatchObject({ reference: { verdict: 'pass' }, builds: [{ verdict: 'fail' }] });
    expect(part?.rows[0]?.contradictions.map(({ id }) => id)).toContain(
      'contradiction.close-with-open-devices',
    );
  });

  it('takes the SQL Server for what rules of the engine are about, and never the library', () => {
    const reference = sqlServer(
      'vdi-conformance 0.1.0, reference SQL endpoint: not Microsoft SQL Server (linux x64)',
      '16.0.1000.0',
    );
    const real = sqlServer('Microsoft SQL Server 2019 (RTM) - 15.0.2000.5 (X64)', '15.0.2000.5');
    const documents = [
      run({ ...REFERENCE, ...reference }, { 'ENGINE-CLOSE-01': 'pass' }),
      run({ ...REFERENCE, ...real }, { 'ENGINE-CLOSE-01': 'fail' }),
    ];
    const [, engine] = threeWayView(RULES, documents).parts;
    expect(engine?.builds).toMatchObject([{ name: 'SQL Server 15.0.2000.5', reference: false }]);
    expect(engine?.rows).toMatchObject([{ reference: { verdict: 'pass' }, builds: [{ verdict: 'fail' }] }]);
  });

  it('says what was not seen, and takes nothing for granted', () => {
    expect(row([], 'CLOSE-04')).toMatchObject({ reference: null, builds: [] });
    const documents = [run(MICROSOFT, { 'CLOSE-04': 'pass' })];
    expect(row(documents, 'CLOSE-06')).toMatchObject({ reference: null, builds: [null] });
    expect(row(documents, 'ENGINE-CLOSE-01')).toMatchObject({ reference: null, builds: [] });
  });

  it('shows the newest run of a build, how many there were, and what else they found', () => {
    const documents = [
      run(MICROSOFT, { 'CLOSE-04': 'pass' }, '2026-01-03T00:00:00.000Z'),
      run(MICROSOFT, { 'CLOSE-04': 'fail' }, '2026-01-02T00:00:00.000Z'),
      run(MICROSOFT, { 'CLOSE-06': 'pass' }, '2026-01-04T00:00:00.000Z'),
    ];
    expect(row(documents, 'CLOSE-04')?.builds).toMatchObject([
      { verdict: 'pass', startedAt: '2026-01-03T00:00:00.000Z', runs: 2, also: ['fail'] },
    ]);
  });

  it('shows of the reference the worst of its targets, and not of its past', () => {
    const wine = { ...REFERENCE, name: 'wine', platform: 'win32-x64, Wine 8.0' };
    const documents = [
      run(REFERENCE, { 'CLOSE-04': 'pass' }, '2026-01-03T00:00:00.000Z'),
      run(wine, { 'CLOSE-04': 'documents-disagree' }, '2026-01-02T00:00:00.000Z'),
      run(REFERENCE, { 'CLOSE-04': 'fail' }, '2026-01-01T00:00:00.000Z'),
    ];
    expect(row(documents, 'CLOSE-04')?.reference).toMatchObject({
      verdict: 'documents-disagree',
      runs: 3,
      also: ['pass', 'fail'],
    });
  });

  it('keeps the same bytes on two platforms apart, and orders builds by their numbers', () => {
    const documents = [
      run(library(null, '2019.150.10.0'), { 'CLOSE-04': 'pass' }),
      run(library(null, '2019.150.9.0'), { 'CLOSE-04': 'pass' }),
      run({ ...library(null, '2019.150.9.0'), platform: 'win32-x64' }, { 'CLOSE-04': 'pass' }),
    ];
    const [part] = threeWayView(RULES, documents).parts;
    expect(part?.builds.map(({ name }) => name.split('.').at(-2))).toEqual(['9', '9', '10']);
  });

  it('takes nothing from a run in which something was told to misbehave', () => {
    const faulty = run({ ...REFERENCE, fault: 'CLOSE-04.noerror' }, { 'CLOSE-04': 'fail' });
    expect(threeWayView(RULES, [faulty])).toMatchObject({ runs: 0, withFault: 1 });
    expect(row([faulty], 'CLOSE-04')?.reference).toBeNull();
  });

  it('leaves out rules about a client, who is no build', () => {
    expect(threeWayView([ruleById('CLIENT-CLOSE-01')], []).parts).toEqual([]);
  });
});
