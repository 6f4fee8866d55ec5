import { plural } from './plural.js';
import type { RunsTexts } from './runs-texts.js';

/** The texts about several runs in English. */
export const RUNS_EN: RunsTexts = {
  subjects: { interface: 'interface', engine: 'engine', client: 'client', all: 'all subjects' },

  changes: {
    worse: 'worse',
    gone: 'gone',
    new: 'new',
    better: 'better',
    reason: 'another reason',
    unchanged: 'unchanged',
  },

  comparison: {
    differ: 'the runs are not alike in all:',
    aspects: { kit: 'kit', ruleSet: 'rule set', subject: 'subject', build: 'build' },
    without: { ruleSet: 'none', instance: 'none', fault: 'none', shard: 'the whole' },
    titles: {
      worse: 'worse',
      gone: 'gone: asked for before, and not any more',
      new: 'new: not asked for before',
      better: 'better',
      reason: 'the same verdict for another reason',
    },
    before: 'before:',
    now: 'now:',
    notAskedFor: 'not asked for',
    advice: '(SHOULD: advice)',
    newProblem: 'new problem of the kit, {where}',
    goneProblem: 'gone problem of the kit, {where}',
    gotWorse: 'something got worse',
    nothingGotWorse: 'nothing got worse',
  },

  history: {
    kept: 'kept in {place}: {id}',
    keptAlready: 'was kept already in {place}: {id}',
    pageAgain: 'written again with the course of runs: {page}',
    noRun: 'no run is kept in {place}',
    certified: '{build} on {target}, {subject}',
    withFault: 'with the fault {fault}',
    sinceLast: 'since the last run',
    sinceLastGreen: 'since the last run, which was green',
    sinceGreen: 'since the last green run, {id}',
    flaky: (differed, ofRuns) =>
      `flaky: {rule} differed in ${differed} of ${ofRuns} runs ({verdicts}) of {kit} and library {library}`,
  },

  builds: {
    title: 'Documents, reference and real builds',
    ruleByRule: 'Rule by rule, {runs}.',
    titles: { interface: 'Implementations of the interface', engine: 'SQL Servers' },
    columns: { rule: 'rule', documents: 'documents', reference: 'reference', realBuilds: 'real builds' },
    notSeen: 'not seen',
    also: '(also {verdicts})',
    builds: 'Builds',
    against: '{one} against {another}; certified: {reading}',
    departures: 'Departures from a place of the documents',
    runs: (count) => plural('en', count, { one: 'from {n} run', other: 'from {n} runs' }),
    leftOut: (count) =>
      plural('en', count, { other: '{n} in which something was told to misbehave left out' }),
  },
};
