import { createHash } from 'node:crypto';
import { cp, mkdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { UsageError } from '../../errors/kit-error.js';
import { isAllureResult, ruleOfResult } from '../../../reports/allure/rule-of-result.js';
import type { RunDocument } from '../../../reports/json/run-document.js';
import { OUTPUT } from '../certify/output-folder.js';
import { runIn } from '../compare/read-run.js';

/** What a shard wrote: its document, with the folder that its evidence lies in. */
export interface ShardFolder {
  readonly folder: string;
  readonly document: RunDocument;
}

/** @throws UsageError when no run of this version wrote it, or a history is not what its finding was made from. */
export async function readShard(folder: string): Promise<ShardFolder> {
  const file = path.join(folder, OUTPUT.document);
  const text = (await read(file)).toString();
  const document = runIn(text, (why, cause) => unreadable(file, why, cause));
  for (const { rule, history } of document.findings) {
    if (history === null) continue;
    const evidence = path.join(folder, history.path);
    if (path.dirname(path.normalize(history.path)) !== OUTPUT.histories)
      throw unreadable(file, `the history of ${rule} does not lie in ${OUTPUT.histories}`);
    const digest = createHash('sha256')
      .update(await read(evidence))
      .digest('hex');
    if (digest !== history.sha256)
      throw unreadable(evidence, `the finding of ${rule} was made from another history`);
  }
  return { folder, document };
}

/**
 * Brings a shard's histories and Allure's results into the folder of the whole run.
 * @param counts of which rules the findings are this shard's: of a rule that another shard has too, the evidence is of one alone.
 */
export async function takeEvidence(
  { folder, document }: ShardFolder,
  counts: ReadonlySet<string>,
  out: string,
): Promise<void> {
  await mkdir(path.join(out, OUTPUT.histories), { recursive: true });
  for (const { rule, history } of document.findings) {
    if (history === null || !counts.has(rule)) continue;
    await cp(path.join(folder, history.path), path.join(out, history.path));
  }
  await cp(path.join(folder, OUTPUT.allureResults), path.join(out, OUTPUT.allureResults), {
    recursive: true,
    filter: (file) => !isAllureResult(file) || counts.has(ruleOfResult(file) ?? ''),
  });
}

async function read(file: string): Promise<Buffer> {
  try {
    return await readFile(file);
  } catch (cause) {
    throw unreadable(file, 'it cannot be read', cause);
  }
}

function unreadable(file: string, why: string, cause?: unknown): UsageError {
  return new UsageError('UNREADABLE_SHARD', `${file}: ${why}`, {
    remedy: 'Name the folder that `certify --shard INDEX/COUNT --out DIR` wrote, as it was written.',
    cause,
  });
}
