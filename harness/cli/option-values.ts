import { InvalidArgumentError } from 'commander';
import { wrongWithInstanceName } from '../vdi/instance-name.js';

/** What options' values are read as. Each throws InvalidArgumentError, which commander tells with the option's name. */

/** For an option that may be repeated. */
export function collect(value: string, before: readonly string[]): string[] {
  return [...before, value];
}

/** Nobody waits for longer. */
const MOST_PATIENCE = 10_000;

export function patience(value: string): number {
  const parsed = Number(value);
  if (!(parsed > 0 && parsed <= MOST_PATIENCE))
    throw new InvalidArgumentError(`A number above 0, and at most ${MOST_PATIENCE}, is needed.`);
  return parsed;
}

export function somePath(value: string): string {
  if (value.trim() === '') throw new InvalidArgumentError('A path is needed.');
  return value;
}

export function instance(value: string): string {
  const wrong = wrongWithInstanceName(value);
  if (wrong !== null) throw new InvalidArgumentError(wrong);
  return value;
}

export function seed(value: string): number {
  const parsed = Number(value);
  if (!Number.isInteger(parsed) || Math.abs(parsed) > 0x7fffffff)
    throw new InvalidArgumentError('A whole number of 32 bits is needed.');
  return parsed;
}

export function wholeNumber(value: string): number {
  const parsed = Number(value);
  if (!Number.isInteger(parsed) || parsed < 1)
    throw new InvalidArgumentError('A whole number from 1 is needed.');
  return parsed;
}
