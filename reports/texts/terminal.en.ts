import { DOCUMENTATION_CHECK_EN } from './documentation-check.en.js';
import { plural } from './plural.js';
import { RUNS_EN } from './runs.en.js';
import type { TerminalTexts } from './terminal-texts.js';
import { VERIFY_EN } from './verify.en.js';

/** The terminal's texts in English. */
export const TERMINAL_EN: TerminalTexts = {
  ...RUNS_EN,

  rule: {
    levels: {
      MUST: 'the documents demand it; a departure fails the target',
      SHOULD:
        'good sense demands it though no page does; reported apart, it never stands in the way of conformance',
      HAZARD: 'the documents warn of it; what was observed is recorded and never fails a target',
    },
    subjects: {
      interface: 'subject: the interface, an implementation of which is driven through both of its ends',
      client:
        'subject: the client, a program that is the client’s end; seen within its process, or from outside',
      engine: 'subject: the engine, a SQL Server that is the server’s end; seen through T-SQL and a client',
    },
    documented: 'What is documented',
    where: 'Where',
    together: 'together with {page}',
    keeps: 'Which rules of the interface it shows kept',
    reading: 'How it is read',
    contradictions: 'Where the documents contradict each other',
    provoked: 'How it is provoked',
    lookedAt: 'What is looked at',
    usualCauses: 'What usually causes a failure',
  },

  contradictions: {
    rules: 'rules:',
    see: 'see',
    noRules: 'none; explore’s model alone takes it',
    noneKnown: 'no contradiction of the documents that is known is about these rules',
  },

  reports: {
    names: {
      page: 'page',
      summary: 'summary',
      badge: 'badge',
      document: 'document',
      junit: 'JUnit',
      histories: 'histories',
      allureHtml: 'Allure HTML',
      allureData: 'Allure data',
      certificate: 'certificate',
    },
    notConformant: 'no certificate of conformance: it states that the run is {verdict}, signed',
    writingAllure: 'writing the Allure report …',
  },

  heading: {
    labels: {
      target: 'target',
      library: 'library',
      client: 'client',
      instance: 'instance',
      server: 'server',
      shard: 'shard',
      fault: 'fault',
    },
    asNamed: '{library}, as named with --vdi',
    registered: 'registered with COM',
    shardOf: '{index} of {count}',
    fault: '{fault}: the reference misbehaves on purpose; this is no certification',
    judged: (done, all) => `${done} of ${all} rules judged …`,
  },

  run: {
    rules: (count) => plural('en', count, { one: '{n} rule', other: '{n} rules' }),
    seconds: (seconds) => `${seconds.toFixed(1)} s`,
    within: 'in {time}',
    adviceAlone:
      'no rule that the documents demand was asked for, and advice alone certifies nothing; in {time}',
    advice: 'advice (SHOULD, apart from the verdict)',
    viewInside: 'view inside: the client’s calls were recorded within its process',
    viewOutside: 'view outside: the server’s end, sessions, processes and objects alone were seen',
    viewOutsideIn:
      'view outside: the server’s end, sessions, processes and objects alone were seen in {rules}',
    othersNotAskedFor: (asked, known) => `in ${asked} of ${known} rules: the others were not asked for`,
    othersInOtherShards: (asked, known) =>
      `in ${asked} of ${known} rules: the others are certified in other shards`,
    bothEnds: 'both ends, case {case}',
    documentedAt: 'documented at {page}',
    problem: 'problem of the kit, {where}',
  },

  verify: VERIFY_EN,
  documentationCheck: DOCUMENTATION_CHECK_EN,
};
