import path from 'node:path';
import { UsageError } from '../errors/kit-error.js';
import { checkOutputFolder, clearOutputFolder } from './certify/output-folder.js';
import { reportRun, type Certification, type ReportOptions } from './certify/report-run.js';
import { DEFAULT_OUT } from './certify/certify.js';
import { mergeDocuments } from './merge/merge-documents.js';
import { readShard, takeEvidence } from './merge/shard-folder.js';
import type { World } from './world.js';

export interface MergeOptions extends ReportOptions {
  readonly out?: string;
}

/**
 * `vdi-conformance merge`: one run from its shards, with their evidence, as if it had not been split. A shard that is missing makes it
 * inconclusive; of a rule that several shards have the worst verdict counts.
 * @throws UsageError before anything is written, when they are not shards of one run.
 */
export async function merge(
  folders: readonly string[],
  options: MergeOptions,
  world: World,
): Promise<Certification> {
  const { progress } = options;
  const out = await checkOutputFolder(options.out ?? DEFAULT_OUT);
  const shards = await Promise.all(folders.map((folder) => readShard(path.resolve(folder))));
  if (shards.some(({ folder }) => folder === out)) {
    throw new UsageError(
      'SHARD_IS_OUTPUT',
      `${out} is a shard's folder, and the run's reports would replace it`,
      {
        remedy: 'name another with --out DIR',
      },
    );
  }
  const { document, countsFrom } = mergeDocuments(
    shards.map((shard) => shard.document),
    world.rules,
  );
  await clearOutputFolder(out);
  for (const [i, shard] of shards.entries()) await takeEvidence(shard, countsFrom[i] ?? new Set(), out);
  const found = new Set(document.findings.map(({ rule }) => rule));
  const rules = world.rules.filter(({ id }) => found.has(id));
  progress?.started({ kit: document.kit, target: document.target, ownLibrary: undefined, rules });
  document.findings.forEach((finding, i) => progress?.found(finding, i + 1));
  return reportRun(document, rules, out, options, world);
}
