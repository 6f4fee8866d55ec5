import { existsSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { KitError } from '../../errors/kit-error.js';
import type { Judge } from '../../../specs/findings/judge-history.js';
import type { Rule } from '../../../specs/rules/rule.js';
import type { Scenario } from '../../../specs/scenario.js';
import type { World } from '../world.js';

/** How a rule is provoked and judged, without what runs specs. */
export interface RuleCheck {
  readonly rule: string;
  readonly scenario: Scenario;
  readonly judge: Judge;
}

/**
 * The scenario and the judge of each rule: the compiled files that are named by its id.
 * @throws KitError NO_CHECK for a rule without them.
 */
export function loadChecks(world: World, rules: readonly Rule[]): Promise<RuleCheck[]> {
  return Promise.all(
    rules.map(async ({ id }) => {
      const [folder = ''] = id.toLowerCase().split('-');
      const part = async <T>(name: string): Promise<T> => {
        const file = path.join(world.specs, folder, `${id}.${name}.js`);
        if (!existsSync(file))
          throw new KitError('NO_CHECK', `this build of the kit has no ${name} of ${id}`);
        return (await import(pathToFileURL(file).href)) as T;
      };
      const { scenario } = await part<{ scenario: Scenario }>('scenario');
      const { judge } = await part<{ judge: Judge }>('judge');
      return { rule: id, scenario, judge };
    }),
  );
}
