import { Option } from 'commander';
import { somePath } from './option-values.js';

/** Allure's own record of the runs before, which certifying and merging can keep. */
export function allureHistoryOption(): Option {
  return new Option(
    '--allure-history <file>',
    "write Allure's HTML with the runs that are in this file, and add this one to it",
  )
    .argParser(somePath)
    .implies({ html: true });
}
