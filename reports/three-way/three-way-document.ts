import type { ThreeWayView } from './three-way-view.js';

export const THREE_WAY_SCHEMA = 'vdi-conformance/three-way/1';

/** The view as data: rules and contradictions by their ids, and `null` for what was not seen. */
export function threeWayDocument({ parts, ...counts }: ThreeWayView): object {
  return {
    schema: THREE_WAY_SCHEMA,
    ...counts,
    parts: parts.map(({ rows, ...part }) => ({
      ...part,
      rows: rows.map(({ rule, contradictions, ...found }) => ({
        rule: rule.id,
        level: rule.level,
        contradictions: contradictions.map(({ id }) => id),
        ...found,
      })),
    })),
  };
}
