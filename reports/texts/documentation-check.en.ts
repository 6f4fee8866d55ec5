import type { DocumentationCheckTexts } from './documentation-check-texts.js';
import { plural } from './plural.js';

/** What `docs check` shows in English. */
export const DOCUMENTATION_CHECK_EN: DocumentationCheckTexts = {
  against: 'Published documentation against revision {revision} of the record',
  unchanged: (sentences, exemptions) => `${sentences} sentences and ${exemptions} exemptions unchanged`,
  toLookAt: (count) => `${count} to look at`,
  copied: 'as text from a browser',
  leftOut: 'left out',
  noCommit: 'of no commit: the pages are in no checkout',
  ofCommit: 'of commit {commit}',
  changedSince: 'changed since',
  allPages: 'all',

  titles: {
    changed: 'Changed',
    vanished: 'Vanished',
    moved: 'Moved',
    'page-missing': 'Not looked at',
    unaccounted: 'Not accounted for',
    structure: 'Languages differ in structure',
    drift: 'Changed in some languages only',
    known: 'Known disagreements of the languages',
  },
  toDo: 'to do',
  remedies: {
    changed:
      'read each sentence anew: what it demands now, and whether its rules still say so; then take over its fingerprint',
    vanished: 'find out whether its rules still rest on anything; a rule that does not is to be withdrawn',
    moved: 'see whether it means the same where it stands now; then take over its position',
    'page-missing': 'name with --locale the languages that you have, or a folder that has the others too',
    unaccounted: 'rest a rule on it, or record an exemption with the reason why none is needed',
    structure: 'see which of them has what the others have not; a translation may only be late',
    drift: 'see whether they still say the same; if not, record the disagreement',
  },
  rests: 'rests',
  needsNoRule: 'needs no rule',
  words: (count) => plural('en', count, { one: '{n} word', other: '{n} words' }),
  noPage: '{page}, {locale}: there is no such page here',
  driftIn: 'in {changed}; not in {unchanged}',
  states: {
    'as-recorded': 'as it is on record',
    'look-again': 'to look at again: one of the sentences is not as it was',
    'not-seen': 'not seen: the languages that were read are all on one side',
  },
  readAs: 'read as',

  places: {
    heading: 'heading {section}',
    paragraph: '{section}, paragraph {n}',
    tableHead: '{section}, head of a table',
    column: '{section}, head of a table, column {n}',
    row: '{section}, row {n}, {name}',
  },
  pieces: {
    'front matter': 'the front matter',
    title: 'the title',
    include: 'include',
    value: 'value',
    explanation: 'explanation',
    code: 'code',
    markup: 'markup',
  },

  accountedFor: 'everything is accounted for',
  notAccountedFor: 'not accounted for',
  counts: {
    unchanged: (count) => `${count} unchanged`,
    changed: (count) => `${count} changed`,
    vanished: (count) => `${count} vanished`,
    moved: (count) => `${count} moved`,
    unaccounted: (count) => `${count} without rule or exemption`,
    'page-missing': (count) => `${count} ${count === 1 ? 'page' : 'pages'} not looked at`,
    structure: (count) =>
      `${count} ${count === 1 ? 'place' : 'places'} where the languages differ in structure`,
    lookAgain: (count) => `${count} known ${count === 1 ? 'disagreement' : 'disagreements'} to look at again`,
  },
};
