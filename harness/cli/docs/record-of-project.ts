import type { DocumentationRecord } from '../../../specs/documentation/check-documentation.js';
import { wordsOnRecord } from '../../../specs/documentation/likeness.js';
import { DISAGREEMENTS } from '../../../specs/rules/iservervirtualdeviceset2-close.disagreements.js';
import { EXEMPTIONS } from '../../../specs/rules/iservervirtualdeviceset2-close.exemptions.js';
import { WORDS } from '../../../specs/rules/iservervirtualdeviceset2-close.words.js';
import type { Rule } from '../../../specs/rules/rule.js';

/** What the project has on record of the published documentation. */
export function recordOfProject(rules: readonly Rule[]): DocumentationRecord {
  return { rules, exemptions: EXEMPTIONS, disagreements: DISAGREEMENTS, words: wordsOnRecord(WORDS) };
}
