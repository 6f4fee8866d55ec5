import { Status } from 'allure-js-commons';
import type { Category } from 'allure-js-commons/sdk';

/** What a result says that is told as advice alone begins with this: Allure knows its category by it. */
export const ADVICE_PREFIX = 'advice, SHOULD: ';

/** The ways in which a rule does not pass, kept apart in the report. */
export const CATEGORIES: Category[] = [
  { name: 'Not conformant', matchedStatuses: [Status.FAILED] },
  { name: 'Inconclusive: not certified', matchedStatuses: [Status.BROKEN] },
  {
    name: 'Advice (SHOULD): not followed, or not looked at',
    matchedStatuses: [Status.SKIPPED],
    messageRegex: `${ADVICE_PREFIX}[\\s\\S]*`,
  },
];
