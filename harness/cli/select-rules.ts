import { distance } from 'fastest-levenshtein';
import picomatch from 'picomatch';
import { UsageError } from '../errors/kit-error.js';
import { rulesOf } from '../../specs/rules/catalogue.js';
import { SUBJECTS, type Rule } from '../../specs/rules/rule.js';

const NEAR_ONES = 3;

/** What a run certifies: one subject, or all. */
export const ASKED_SUBJECTS = [...SUBJECTS, 'all'] as const;
export type AskedSubject = (typeof ASKED_SUBJECTS)[number];

/** The subjects that these rules are about, as one word. */
export function subjectOf(rules: readonly Rule[]): AskedSubject {
  const subjects = new Set(rules.map(({ subject }) => subject));
  const [only] = subjects;
  return only !== undefined && subjects.size === 1 ? only : 'all';
}

/** The rules of a subject; `all`: those that a target is certified by, without anybody's client. */
export function rulesAbout(rules: readonly Rule[], subject: AskedSubject): readonly Rule[] {
  return rulesOf(subject === 'all' ? ['interface', 'engine'] : [subject], rules);
}

/**
 * The rules that any of the patterns names, whatever their subject, in the catalogue's order; without a pattern all of the
 * subject. A pattern is an id or a glob (`CLOSE-0*`), upper or lower case.
 * @throws UsageError for a pattern that matches nothing, with the ids nearest to it.
 */
export function selectRules(
  rules: readonly Rule[],
  patterns: readonly string[],
  subject: AskedSubject = 'all',
): readonly Rule[] {
  if (patterns.length === 0) return rulesAbout(rules, subject);
  const selected = new Set<Rule>();
  for (const pattern of patterns) {
    const matches = matcher(pattern);
    const found = rules.filter((rule) => matches(rule.id));
    if (found.length === 0) throw matchesNothing(rules, pattern);
    for (const rule of found) selected.add(rule);
  }
  return rules.filter((rule) => selected.has(rule));
}

/** picomatch throws at what can be no pattern, such as none at all. */
function matcher(pattern: string): (id: string) => boolean {
  try {
    return picomatch(pattern, { nocase: true });
  } catch (cause) {
    throw new UsageError('MALFORMED_RULE', `"${pattern}" is neither a rule's id nor a glob`, { cause });
  }
}

function matchesNothing(rules: readonly Rule[], pattern: string): UsageError {
  const wanted = pattern.toUpperCase();
  const near = rules
    .map(({ id }) => ({ id, distance: distance(id.toUpperCase(), wanted) }))
    .sort((a, b) => a.distance - b.distance)
    .slice(0, NEAR_ONES)
    .map(({ id }) => id);
  return new UsageError('UNKNOWN_RULE', `no rule matches "${pattern}"; near it are: ${near.join(', ')}`, {
    remedy: '`vdi-conformance rules` lists every rule',
  });
}
