import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { historySchema, type History } from '../../history/history.js';
import type { RunDocument } from '../../../reports/json/run-document.js';

/** A history of a run. Null: it cannot be read, or is none; what was found stands without it. */
export async function readHistory(file: string): Promise<History | null> {
  try {
    return historySchema.safeParse(JSON.parse(await readFile(file, 'utf8'))).data ?? null;
  } catch {
    return null;
  }
}

/** The histories of a run that lie in its output folder, by rule. */
export async function historiesOf(
  { findings }: Pick<RunDocument, 'findings'>,
  out: string,
): Promise<ReadonlyMap<string, History>> {
  const histories = new Map<string, History>();
  for (const { rule, history } of findings) {
    const read = history === null ? null : await readHistory(path.join(out, history.path));
    if (read !== null) histories.set(rule, read);
  }
  return histories;
}
