import { FindingReporter } from './finding-reporter.js';
import { missingFinding } from './missing-finding.js';
import { runSpecs } from './run-specs.js';
import { specFiles } from './spec-files.js';
import type { MachinePaths } from '../../history/machine-paths.js';
import type { TargetConnection } from '../../targets/target.js';
import type { Problem, RunFinding } from '../../../reports/json/run-document.js';
import type { TerminalReport } from '../../../reports/terminal/terminal-report.js';
import type { Rule } from '../../../specs/rules/rule.js';
import type { World } from '../world.js';

/** Cases of one scenario that run side by side. */
const CASES_AT_ONCE = 2;

export interface FindAll {
  readonly world: World;
  readonly rules: readonly Rule[];
  readonly connection: TargetConnection;
  /** Absolute path of the output folder. */
  readonly out: string;
  /** Never to appear in a report. */
  readonly paths: MachinePaths;
  readonly jobs: number;
  readonly progress: TerminalReport | undefined;
  readonly signal: AbortSignal | undefined;
}

/**
 * Runs the specs of the rules on a running target. There is a finding for every rule: one whose spec left none,
 * for whatever reason, is inconclusive with that reason.
 */
export async function findAll(
  all: FindAll,
): Promise<{ findings: RunFinding[]; problems: readonly Problem[] }> {
  const { world, rules, connection, out, paths, jobs, progress, signal } = all;
  const files = await specFiles(world.specs, rules);
  let done = 0;
  const reporter = new FindingReporter(paths, (finding) => progress?.found(finding, ++done));
  for (const part of partsOf(rules)) {
    const ofPart = part.rules.flatMap(({ id }) => files.get(id) ?? []);
    if (ofPart.length === 0) continue;
    const { target } = connection;
    await runSpecs({
      world,
      files: ofPart,
      settings: { connection, out, paths, concurrency: part.alone ? 1 : CASES_AT_ONCE },
      jobs: part.alone ? 1 : jobs,
      reporter,
      paths,
      environment: {
        kit: `${world.kit.name} ${world.kit.version}`,
        target: `${target.name} (${target.platform})`,
        'library SHA-256': target.library.sha256,
        ...(target.sqlServer === undefined ? {} : { 'SQL Server': target.sqlServer.productVersion }),
        ...(target.fault === null ? {} : { fault: target.fault }),
      },
      signal,
    });
  }
  const findings = rules.map((rule): RunFinding => {
    const found = reporter.findings.get(rule.id);
    if (found !== undefined) return found;
    const file = files.get(rule.id);
    const why =
      file === undefined
        ? 'this build of the kit has no spec for it'
        : `its spec left no finding: ${reporter.whyNot(file)}`;
    const missing = missingFinding(rule, why);
    progress?.found(missing, ++done);
    return missing;
  });
  return { findings, problems: reporter.problems };
}

/** SQL Server makes one backup of a database at a time, so cases with it come one after another. */
function partsOf(rules: readonly Rule[]): { rules: readonly Rule[]; alone: boolean }[] {
  return [
    { rules: rules.filter(({ subject }) => subject === 'interface'), alone: false },
    { rules: rules.filter(({ subject }) => subject !== 'interface'), alone: true },
  ];
}
