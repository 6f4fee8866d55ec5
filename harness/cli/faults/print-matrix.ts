import { painter, type TextStream } from '../../../reports/terminal/style.js';
import type { Rule } from '../../../specs/rules/rule.js';
import type { Fault } from '../../targets/library.js';
import { isComplete, isRight, type Matrix } from './matrix.js';
import type { FaultOutcome } from './outcome.js';

/** Prints the matrix row by row, in the order of the faults, whichever is done first. */
export class MatrixPrinter {
  readonly #done = new Map<string, FaultOutcome>();
  readonly #rows: string[];
  readonly #width: number;
  readonly #paint: ReturnType<typeof painter>;

  constructor(
    private readonly out: TextStream,
    faults: readonly Fault[],
    private readonly rules: readonly Rule[],
  ) {
    this.#rows = faults.map(({ id }) => id);
    this.#width = Math.max(...this.#rows.map((id) => id.length));
    this.#paint = painter(out);
    const columns = rules.map(({ id }) => (id.split('-').at(-1) ?? id).padStart(3)).join('');
    out.write(`x caught by this rule   . pass   ? inconclusive\n\n`);
    out.write(`${''.padEnd(this.#width)} ${columns}\n`);
  }

  found(outcome: FaultOutcome): void {
    this.#done.set(outcome.id, outcome);
    for (let next = this.#next(); next !== undefined; next = this.#next()) {
      this.#rows.shift();
      this.out.write(this.#row(next));
    }
  }

  #next(): FaultOutcome | undefined {
    return this.#done.get(this.#rows[0] ?? '');
  }

  #row(outcome: FaultOutcome): string {
    const cells = this.rules.map(({ id }) => this.#cell(outcome, id)).join('');
    const { evidence, unexpected, caughtForTheReason, rule, kitFailed } = outcome;
    const wrong = [
      ...(evidence === null ? [`not caught by ${rule}`] : []),
      ...(evidence !== null && !caughtForTheReason
        ? [`caught for another reason: case ${evidence.case}: ${evidence.reason}; ${evidence.observed ?? ''}`]
        : []),
      ...(unexpected.length > 0 ? [`reaches ${unexpected.join(', ')}`] : []),
      ...(kitFailed.length > 0 ? [`the kit or its machine failed: ${kitFailed.join(', ')}`] : []),
    ];
    const notes = wrong.map((each) => `${''.padEnd(this.#width)}  ${this.#paint('red', each)}\n`).join('');
    return `${outcome.id.padEnd(this.#width)} ${cells}\n${notes}`;
  }

  #cell({ caughtBy, inconclusive, rule, unexpected }: FaultOutcome, id: string): string {
    if (caughtBy.includes(id)) {
      const colour = unexpected.includes(id) ? 'red' : id === rule ? 'green' : 'cyan';
      return `  ${this.#paint(colour, 'x')}`;
    }
    return inconclusive.includes(id) ? `  ${this.#paint('yellow', '?')}` : '  .';
  }

  ended(matrix: Matrix): void {
    const { total, caught, rulesWithoutOwnFault, faults, durationMs } = matrix;
    const alone = faults.filter((each) => isRight(each) && each.caughtBy.length === 1).length;
    const without = rulesWithoutOwnFault.length === 0 ? 'none' : rulesWithoutOwnFault.join(', ');
    const verdict = this.#paint(isComplete(matrix) ? 'green' : 'red', `${caught} of ${total} faults caught`);
    this.out.write(
      `\n${verdict} by their rule, for their reason; ${alone} of them by that rule alone\n` +
        `rules without a fault of their own: ${without}\n` +
        `${(durationMs / 1000).toFixed(1)} s\n`,
    );
  }
}
