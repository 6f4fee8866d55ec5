import { growthOf, memoryGrowth } from './soak-growth.js';

/** What was measured after a run. Memory that is in use, in bytes. */
export interface Measured {
  /** Cases so far. */
  readonly cases: number;
  readonly ownMemory: number;
  readonly agentMemory: number;
  readonly ownDescriptors: number;
  readonly agentDescriptors: number;
  /** Processes of roles that were still there. */
  readonly roles: number;
  /** Names of the run's sets that something still bore. */
  readonly names: number;
}

/** What was left when all had ended. */
export interface LeftOver {
  readonly processes: number;
  readonly sharedMemoryFiles: number;
  readonly temporaryFiles: number;
}

/** The lines that a soak ends with, and whether it is all that it should be. */
export function soakReport(
  differing: number,
  measured: readonly Measured[],
  left: LeftOver,
): { lines: string[]; good: boolean } {
  const lines: string[] = [];
  let good = true;
  const say = (what: string, value: string, isGood: boolean): void => {
    lines.push(`${what.padEnd(36)} ${value}${isGood ? '' : '   NOT 0'}`);
    good &&= isGood;
  };
  const none = (what: string, number: number): void => say(what, String(number), number === 0);
  const memory = (what: string, values: readonly number[]): void => {
    const growth = memoryGrowth(values, each(measured, 'cases'));
    const last = megabytes(values.at(-1) ?? 0);
    const text =
      growth === null
        ? `too few runs to tell (${last})`
        : `${megabytes(growth.bytes)}, ${growth.aCase.toFixed(0)} bytes a case (to ${last})`;
    const leaks = growth?.leaks === true;
    lines.push(`${what.padEnd(36)} ${text}${leaks ? '   LEAKS' : ''}`);
    good &&= !leaks;
  };
  const descriptors = (what: string, values: readonly number[]): void => {
    const growth = growthOf(values);
    if (growth === null)
      lines.push(`${what.padEnd(36)} too few runs to tell (${String(values.at(-1) ?? 0)})`);
    else say(what, String(Math.max(0, growth)), growth <= 0);
  };

  none('differing verdicts', differing);
  memory('growth of memory, this process', each(measured, 'ownMemory'));
  memory('growth of memory, the agent', each(measured, 'agentMemory'));
  descriptors('growth of descriptors, this process', each(measured, 'ownDescriptors'));
  descriptors('growth of descriptors, the agent', each(measured, 'agentDescriptors'));
  none('role processes left by runs', sum(each(measured, 'roles')));
  none('named objects left by runs', sum(each(measured, 'names')));
  none('processes left at the end', left.processes);
  none('entries of /dev/shm left at the end', left.sharedMemoryFiles);
  none('temporary files left at the end', left.temporaryFiles);
  return { lines, good };
}

export function megabytes(bytes: number): string {
  return `${(bytes / 1_048_576).toFixed(1)} MB`;
}

function each(measured: readonly Measured[], of: keyof Measured): number[] {
  return measured.map((one) => one[of]);
}

function sum(values: readonly number[]): number {
  return values.reduce((so, value) => so + value, 0);
}
