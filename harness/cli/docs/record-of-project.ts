import type { DocumentationRecord } from '../../../specs/documentation/check-documentation.js';
import { wordsOnRecord } from '../../../specs/documentation/likeness.js';
import type { RestingRule } from '../../../specs/documentation/recorded.js';
import { DISAGREEMENTS } from '../../../specs/rules/iservervirtualdeviceset2-close.disagreements.js';
import { EXEMPTIONS } from '../../../specs/rules/iservervirtualdeviceset2-close.exemptions.js';
import { WORDS } from '../../../specs/rules/iservervirtualdeviceset2-close.words.js';

/** What the project has on record of the published documentation, as far as these rules rest on it. */
export function recordOfProject(rules: readonly RestingRule[]): DocumentationRecord {
  return { rules, exemptions: EXEMPTIONS, disagreements: DISAGREEMENTS, words: wordsOnRecord(WORDS) };
}
