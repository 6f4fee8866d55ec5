import picomatch from 'picomatch';
import { UsageError } from '../../errors/kit-error.js';
import type { Rule } from '../../../specs/rules/rule.js';
import type { Fault } from '../../targets/library.js';
import { selectRules } from '../select-rules.js';
import { ruleOf } from './matrix.js';

/**
 * The faults of the selected rules that any of the patterns names, in the order of their ids; all without a
 * pattern. A pattern is an id or a glob (`CLOSE-05.*`), upper or lower case.
 * @throws UsageError for a pattern that matches nothing.
 */
export function selectFaults(
  faults: readonly Fault[],
  rules: readonly Rule[],
  rulePatterns: readonly string[],
  faultPatterns: readonly string[],
): Fault[] {
  const selectedRules = rulePatterns.length === 0 ? rules : selectRules(rules, rulePatterns);
  const ofRules = new Set(selectedRules.map(({ id }) => id));
  const named = faultPatterns.map((pattern) => {
    const matches = matcher(pattern);
    if (!faults.some(({ id }) => matches(id))) {
      throw new UsageError('UNKNOWN_FAULT', `no fault matches "${pattern}"`, {
        remedy: '`vdi-conformance faults --list` lists every fault',
      });
    }
    return matches;
  });
  const selected = faults.filter(
    (fault) =>
      ofRules.has(ruleOf(fault)) && (named.length === 0 || named.some((matches) => matches(fault.id))),
  );
  if (selected.length === 0) {
    throw new UsageError('NO_FAULTS', 'there is no fault that is asked for', {
      remedy: 'a hazard has none; `vdi-conformance faults --list` lists every fault',
    });
  }
  return selected.sort((a, b) => (a.id < b.id ? -1 : 1));
}

/** picomatch throws at what can be no pattern, such as none at all. */
function matcher(pattern: string): (id: string) => boolean {
  try {
    return picomatch(pattern, { nocase: true });
  } catch (cause) {
    throw new UsageError('MALFORMED_FAULT', `"${pattern}" is neither a fault's id nor a glob`, { cause });
  }
}
