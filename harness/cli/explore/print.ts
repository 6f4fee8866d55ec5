import { shortDigest } from '../../../reports/json/short-digest.js';
import { painter, type TextStream } from '../../../reports/terminal/style.js';
import { closingSteps } from './plan.js';
import type { TargetConnection } from '../../targets/target.js';
import { TRANSITIONS } from '../../../specs/model/model.js';
import { READINGS } from '../../../specs/model/readings.js';
import { stepText } from '../../../specs/model/steps.js';
import type { Coverage } from './coverage.js';
import type { Difference } from './comparison.js';
import type { Sequence } from './plan.js';

export function printHeading(out: TextStream, what: string, { target }: TargetConnection): void {
  const { library, fault } = target;
  const facts = [library.version, `sha256 ${shortDigest(library.sha256)}`].filter(Boolean).join(', ');
  out.write(`${what}\ntarget   ${target.name} (${target.platform})\nlibrary  ${library.file} (${facts})\n`);
  if (fault !== null) out.write(`fault    ${fault}: the reference misbehaves on purpose\n`);
  out.write('\n');
}

/** How many transitions of each table were taken; `every`: which, how often, which were not, and what the tables rest on. */
export function printCoverage(
  out: TextStream,
  coverage: Coverage,
  taken: ReadonlyMap<string, number>,
  every: boolean,
): void {
  for (const { table, taken: its, reachable } of coverage.tables)
    out.write(`${table.padEnd(8)} ${its} of ${reachable} transitions taken\n`);
  if (!every) return;
  out.write('\ntaken, and how often:\n');
  for (const { id } of TRANSITIONS) {
    const times = taken.get(id);
    if (times !== undefined) out.write(`${String(times).padStart(8)}  ${id}\n`);
  }
  if (coverage.notTaken.length > 0) out.write('\nnot taken:\n');
  for (const id of coverage.notTaken) out.write(`  ${id}\n`);
  out.write('\nunreachable, and not counted:\n');
  for (const { why, transitions } of coverage.unreachable) {
    out.write(`  ${why}\n`);
    for (const id of transitions) out.write(`    ${id}\n`);
  }
  out.write('\nwhere the documents contradict each other or are silent, this is taken for right:\n');
  for (const { where, reading } of READINGS) out.write(`  ${where}: ${reading}\n`);
}

/** The steps of a sequence, and where it differed, if it did. */
export function printSequence(out: TextStream, sequence: Sequence, difference: Difference | null): void {
  const paint = painter(out);
  const devices = sequence.deviceCount === 1 ? '1 device' : `${sequence.deviceCount} devices`;
  out.write(`A set of ${devices}:\n`);
  const steps = [...sequence.steps, ...closingSteps(sequence)];
  for (const [index, step] of steps.entries()) {
    const closing = index >= sequence.steps.length ? '  (to close what is left)' : '';
    out.write(`  ${String(index + 1).padStart(2)}  ${stepText(step)}${closing}\n`);
    if (difference?.step !== index) continue;
    out.write(`        expected: ${difference.expected}\n`);
    out.write(paint('red', `        observed: ${difference.observed}`) + '\n');
  }
  out.write('\n');
}
