import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { historySchema, type History } from '../../history/history.js';
import { SHOWN_FROM_BOTH_ENDS } from '../../../reports/timeline/both-ends.js';
import type { RunDocument } from '../../../reports/json/run-document.js';
import type { Rule } from '../../../specs/rules/rule.js';

/**
 * The histories of failed rules of which the terminal shows both ends, by rule. One that cannot be read, or is none, is left out:
 * what was found stands without it.
 */
export async function historiesOfFailures(
  document: RunDocument,
  rules: readonly Rule[],
  out: string,
): Promise<ReadonlyMap<string, History>> {
  const shown = new Set(rules.filter(({ subject }) => SHOWN_FROM_BOTH_ENDS.has(subject)).map(({ id }) => id));
  const histories = new Map<string, History>();
  for (const { rule, verdict, history } of document.findings) {
    if (verdict !== 'fail' || history === null || !shown.has(rule)) continue;
    const read = await readHistory(path.join(out, history.path));
    if (read !== null) histories.set(rule, read);
  }
  return histories;
}

async function readHistory(file: string): Promise<History | null> {
  try {
    return historySchema.safeParse(JSON.parse(await readFile(file, 'utf8'))).data ?? null;
  } catch {
    return null;
  }
}
