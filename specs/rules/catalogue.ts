import { CLOSE_RULES } from './iservervirtualdeviceset2-close.js';
import type { Rule } from './rule.js';

/** Every rule of the kit, in the order of their ids. */
export const RULES: readonly Rule[] = [...CLOSE_RULES];

/** The rule with this id. @throws Error when there is none: the id is a programmer's, not a user's. */
export function ruleById(id: string): Rule {
  const rule = RULES.find((each) => each.id === id);
  if (rule === undefined) throw new Error(`no rule has the id ${id}`);
  return rule;
}
