import { TRANSITIONS } from '../../../specs/model/model.js';

export interface TableCoverage {
  readonly table: string;
  readonly reachable: number;
  readonly taken: number;
}

export interface Coverage {
  readonly tables: readonly TableCoverage[];
  /** Reachable transitions that no sequence took. */
  readonly notTaken: readonly string[];
  /** Those that no sequence can take, by the reason. */
  readonly unreachable: readonly { readonly why: string; readonly transitions: readonly string[] }[];
}

/** Which transitions of the model's tables were taken, and which were not. */
export function coverageOf(taken: ReadonlyMap<string, number>): Coverage {
  const reachable = TRANSITIONS.filter(({ unreachable }) => unreachable === null);
  const tableOf = (id: string): string => id.slice(0, id.indexOf(':'));
  const tables = [...new Set(TRANSITIONS.map(({ id }) => tableOf(id)))].map((table) => {
    const its = reachable.filter(({ id }) => tableOf(id) === table);
    return { table, reachable: its.length, taken: its.filter(({ id }) => taken.has(id)).length };
  });
  const reasons = [...new Set(TRANSITIONS.map(({ unreachable }) => unreachable))].filter(
    (why) => why !== null,
  );
  return {
    tables,
    notTaken: reachable.filter(({ id }) => !taken.has(id)).map(({ id }) => id),
    unreachable: reasons.map((why) => ({
      why,
      transitions: TRANSITIONS.filter(({ unreachable }) => unreachable === why).map(({ id }) => id),
    })),
  };
}
