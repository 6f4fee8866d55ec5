import { pathToFileURL } from 'node:url';
import { judgeModules } from './judge-modules.js';
import { specFiles } from '../certify/spec-files.js';
import { KitError } from '../../errors/kit-error.js';
import type { Judge } from '../../../specs/findings/judge-history.js';
import type { Rule } from '../../../specs/rules/rule.js';
import { ruleSetDigest, type RuleSet } from '../../../specs/rules/rule-set.js';
import type { World } from '../world.js';

type Judges = Pick<World, 'kit' | 'specs' | 'rules'>;

/** The rules and judges of a kit. One that lacks a judge has a rule set as well: another. */
export async function ruleSetOf({ kit, specs, rules }: Judges): Promise<RuleSet> {
  const files = await specFiles(specs, rules, 'judge');
  const modules = await judgeModules(specs, [...files.values()]);
  return { version: kit.version, digest: ruleSetDigest(rules, modules) };
}

/** How judges are found by their rule. @throws KitError NO_JUDGE when there is none. */
export async function judgesOf({ specs, rules }: Judges): Promise<(rule: Rule) => Promise<Judge>> {
  const files = await specFiles(specs, rules, 'judge');
  return async ({ id }) => {
    const file = files.get(id);
    if (file === undefined) throw new KitError('NO_JUDGE', `this build of the kit has no judge of ${id}`);
    const { judge } = (await import(pathToFileURL(file).href)) as { judge: Judge };
    return judge;
  };
}
