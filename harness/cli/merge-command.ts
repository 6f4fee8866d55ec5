import path from 'node:path';
import { UsageError } from '../errors/kit-error.js';
import type { TerminalReport } from '../../reports/terminal/terminal-report.js';
import { checkOutputFolder, clearOutputFolder } from './certify/output-folder.js';
import { historiesOfFailures } from './certify/histories-of-failures.js';
import { writeReports } from './certify/write-reports.js';
import { DEFAULT_OUT, type Certification } from './certify/certify.js';
import { exitCodeOfVerdict } from './exit-code.js';
import { mergeDocuments } from './merge/merge-documents.js';
import { readShard, takeEvidence } from './merge/shard-folder.js';
import type { World } from './world.js';

export interface MergeOptions {
  readonly out?: string;
  readonly html?: boolean;
  readonly signal?: AbortSignal;
  readonly progress?: TerminalReport;
}

/**
 * `vdi-conformance merge`: one run from its shards, with their evidence, as if it had not been split.
 * @throws UsageError before anything is written, when they are not all the shards of one run.
 */
export async function merge(
  folders: readonly string[],
  options: MergeOptions,
  world: World,
): Promise<Certification> {
  const { signal, progress } = options;
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
  const document = mergeDocuments(
    shards.map((shard) => shard.document),
    world.rules.map(({ id }) => id),
  );
  await clearOutputFolder(out);
  for (const shard of shards) await takeEvidence(shard, out);
  const found = new Set(document.findings.map(({ rule }) => rule));
  const rules = world.rules.filter(({ id }) => found.has(id));
  progress?.started({ kit: document.kit, target: document.target, ownLibrary: undefined, rules });
  document.findings.forEach((finding, i) => progress?.found(finding, i + 1));
  const reports = await writeReports(document, rules, out, { html: options.html === true, progress, signal });
  progress?.ended(document, reports, await historiesOfFailures(document, rules, out));
  return { document, exitCode: exitCodeOfVerdict(document.verdict) };
}
