import { plural } from './plural.js';
import type { ReportTexts } from './report-texts.js';

/** The report's texts in English. */
export const EN: ReportTexts = {
  languageName: 'English',
  title: 'VDI conformance report',
  windowTitle: '{verdict}: {target}, VDI conformance report',
  skipToRules: 'Skip to the rules',
  languages: 'Language',

  runVerdicts: {
    conformant: {
      name: 'Conformant',
      means: 'Everything that the documents demand, and that was asked for, was kept.',
    },
    'not-conformant': {
      name: 'Not conformant',
      means: 'At least one rule that the documents demand was not kept.',
    },
    inconclusive: {
      name: 'Inconclusive',
      means: 'Not certified: not everything that was asked for could be judged.',
    },
  },
  verdicts: {
    pass: { name: 'Passed', means: 'The rule was kept in every case that was tried.' },
    'documents-disagree': {
      name: 'Documents disagree',
      means:
        'What was seen is what one page says and another denies. This does not stand in the way of conformance.',
    },
    'not-applicable': { name: 'Not applicable', means: 'The rule does not apply here.' },
    inconclusive: {
      name: 'Inconclusive',
      means: 'The rule could not be judged here, so it is not certified.',
    },
    fail: { name: 'Failed', means: 'The rule was not kept.' },
  },
  levels: {
    MUST: 'The documents demand it. A departure means that the run is not conformant.',
    SHOULD:
      'Good sense demands it though no page does. It is advice, and never stands in the way of conformance.',
    HAZARD: 'The documents warn of it. Whether it was observed is recorded, and is never a failure.',
  },
  subjects: {
    interface: 'The interface',
    engine: 'SQL Server',
    client: 'The client',
    all: 'Everything: the interface, SQL Server and the client',
  },
  views: {
    inside: 'From inside: the client’s calls were recorded within its process.',
    outside:
      'From outside: only the server’s end, sessions, processes and named objects were seen, not the client’s own calls.',
  },
  sections: { lead: 'Introduction', 'Return Value': 'Return Value', Remarks: 'Remarks' },

  run: {
    allRules: (count) =>
      plural('en', count, { one: 'The one rule was asked for.', other: 'All {n} rules were asked for.' }),
    someRules: (asked, known) =>
      `${plural('en', asked, { one: '{n} rule', other: '{n} rules' })} of ${plural('en', known, { other: '{n}' })} ${asked === 1 ? 'was' : 'were'} asked for: the verdict is on ${asked === 1 ? 'this one' : 'these'} alone.`,
    partOfRun: 'This is one part of a run. The other rules are certified in its other parts.',
    adviceAlone: 'No rule that the documents demand was asked for, and advice alone certifies nothing.',
    fault:
      'This is no certification: the reference was made to misbehave on purpose, with the fault {fault}.',
    counts: 'Rules by verdict',
    rule: 'Rule',
    count: 'Rules',
    verdict: 'Verdict',
  },

  facts: {
    heading: 'What was certified, and with what',
    subject: 'Subject',
    kit: 'Kit',
    target: 'Target',
    library: 'VDI library',
    version: 'version {version}',
    registered: 'registered with COM',
    sha256: 'SHA-256',
    instance: 'Instance',
    sqlServer: 'SQL Server',
    client: 'Client program',
    view: 'How the client was seen',
    fault: 'Fault',
    shard: 'Part of a run',
    shardOf: '{index} of {count}',
    started: 'Started',
    duration: 'Duration',
    seconds: '{seconds} s',
    processes: 'Processes that the kit started',
    seed: 'Seed',
    noSeed: 'none: each scenario takes the same steps every time',
    certificate: 'Certificate',
    signed: 'beside this page: it states this verdict, signed with the key',
  },

  problems: {
    heading: 'Problems of the kit',
    explanation:
      'Something went wrong in the kit or its machine. This casts doubt on what passed, and excuses nothing that failed.',
  },
  advice: {
    heading: 'Advice',
    explanation: 'Rules of the level SHOULD. They are told apart, and are no part of the verdict.',
    allFollowed: 'All advice was followed.',
    notFollowed: 'Not followed',
    notConcluded: 'Could not be judged',
  },

  trend: {
    heading: 'Trend',
    picture: 'Verdicts of the rules in the last runs, oldest first; runs: {count}.',
    table: 'The same as a table',
    run: 'Run',
    certified: 'What was certified',
    verdict: 'Verdict',
    thisRun: 'this run',
  },

  find: {
    heading: 'Find rules',
    search: 'Search',
    searchHint: 'Id, words of the rule, or of what was found',
    verdict: 'Verdict',
    subject: 'Subject',
    level: 'Level',
    every: 'All',
    reset: 'Show all rules',
    openAll: 'Open all details',
    closeAll: 'Close all details',
    shown: 'Rules shown: {shown} of {all}',
    none: 'No rule fits what you look for.',
  },

  rule: {
    heading: 'Rules',
    unknown: 'This kit does not know the rule.',
    found: 'Found',
    expected: 'Expected',
    observed: 'Observed',
    departure: 'First departure',
    shouldHave: 'What it should have done',
    writtenIn: 'Written in: {place}',
    contradiction: 'The documents contradict each other',
    certified: 'Reading that is certified',
    usualCauses: 'What usually causes a failure',
    reading: 'How the documents are read',
    keeps: 'Rules of the interface whose keeping this shows',
    howItIsTested: 'How it is tested, and where it is written',
    provoked: 'How it is provoked',
    lookedAt: 'What is looked at',
    written: 'Where it is written',
    sentence: '{section}, paragraph {paragraph}, sentence {sentence}',
    row: '{section}, row {row}',
    together: 'Together with',
  },

  evidence: {
    heading: (cases) => plural('en', cases, { one: 'Evidence: {n} case', other: 'Evidence: {n} cases' }),
    inEnglish: 'What was found and what was recorded is told in English, as the kit wrote it down.',
    events: (count) => plural('en', count, { one: '{n} event decided', other: '{n} events decided' }),
    decided: 'decided',
    bothEnds: 'Both ends of the set, beside each other',
    printed: 'Of a case that did not fail only the first events that decided are printed, six at most.',
    noHistory: 'No history was recorded.',
    historyFile: 'History',
  },

  footer: {
    made: 'Made by {kit} from what it recorded. Every verdict can be judged again from the histories.',
    machineReadable: 'The same for programs: run.json, junit.xml and the folder histories, beside this page.',
    noSentences:
      'Rules are told in the kit’s own words. The sentences of the documentation stand on the pages that are linked to. A page without a link, such as 0s1f, is one of the VDI specification of 2005.',
  },
};
