import { CLIENT_CLOSE_RULES } from './client-close.js';
import { ENGINE_CLOSE_RULES } from './engine-close.js';
import { CLOSE_RULES } from './iservervirtualdeviceset2-close.js';
import type { Rule, Subject } from './rule.js';

/** Every rule of the kit: of each subject in turn, in the order of their ids. */
export const RULES: readonly Rule[] = [...CLOSE_RULES, ...ENGINE_CLOSE_RULES, ...CLIENT_CLOSE_RULES];

/** The rules of some subjects, in the catalogue's order. */
export function rulesOf(subjects: readonly Subject[], rules: readonly Rule[] = RULES): readonly Rule[] {
  return rules.filter(({ subject }) => subjects.includes(subject));
}

/** The rule with this id. @throws Error when there is none: the id is a programmer's, not a user's. */
export function ruleById(id: string): Rule {
  const rule = RULES.find((each) => each.id === id);
  if (rule === undefined) throw new Error(`no rule has the id ${id}`);
  return rule;
}
