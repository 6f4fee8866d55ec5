import { Status } from 'allure-js-commons';
import type { Category } from 'allure-js-commons/sdk';

/** The two ways in which a rule does not pass, kept apart in the report. */
export const CATEGORIES: Category[] = [
  { name: 'Not conformant', matchedStatuses: [Status.FAILED] },
  { name: 'Inconclusive: not certified', matchedStatuses: [Status.BROKEN] },
];
