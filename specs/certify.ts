import { createHash } from 'node:crypto';
import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { inject, test } from 'vitest';
import { openSession, type Session } from '../harness/stage/session.js';
import type { MachinePaths } from '../harness/history/machine-paths.js';
import type { TargetConnection } from '../harness/targets/target.js';
import { NotPassed } from './findings/not-passed.js';
import { judgeHistory, type Judge } from './findings/judge-history.js';
import { standsInTheWay, type Finding } from './findings/finding.js';
import { viewOf } from './findings/view.js';
import { ruleById } from './rules/catalogue.js';
import { runCases, type Scenario } from './scenario.js';
import { faultsWithoutPaths, reasonsWithoutPaths } from './without-machine-paths.js';

/** What `vdi-conformance certify` hands to the workers that run specs. */
export interface RunSettings {
  readonly connection: TargetConnection;
  /** Absolute path of the output folder. */
  readonly out: string;
  /** How many cases of one scenario run side by side. */
  readonly concurrency: number;
  /** Folders that are not told. */
  readonly paths: MachinePaths;
}

declare module 'vitest' {
  interface ProvidedContext {
    vdi: RunSettings;
  }
  interface TaskMeta {
    finding?: Finding;
  }
}

let session: Promise<Session> | undefined;

/** One session a worker: every spec file that the worker runs uses it. */
function sharedSession(connection: TargetConnection): Promise<Session> {
  session ??= openSession(connection);
  return session;
}

/**
 * A spec: runs the scenario of a rule on the target, writes its history, judges it, and leaves the finding
 * with the test. The test passes only if the rule does (or does not apply, or documents disagree, or is advice).
 */
export function certify(ruleId: string, scenario: Scenario, judge: Judge): void {
  const rule = ruleById(ruleId);
  test(`${rule.id} ${rule.title}`, async ({ task }) => {
    const settings = inject('vdi');
    const recording = (await sharedSession(settings.connection)).record({
      rule: ruleId,
      scenario: scenario.id,
    });
    await runCases(recording, scenario.cases, settings.concurrency);

    const history = faultsWithoutPaths(recording.history(), settings.paths);
    const bytes = JSON.stringify(history, null, 1);
    // With slashes on every system: the document is read elsewhere.
    const file = `histories/${rule.id}.json`;
    await mkdir(path.join(settings.out, 'histories'), { recursive: true });
    await writeFile(path.join(settings.out, file), bytes);

    const judged = judgeHistory(judge, history);
    const { judgement, cases } = reasonsWithoutPaths(judged, settings.paths);
    const view = rule.subject === 'client' ? viewOf(history.events) : undefined;
    const finding: Finding = {
      ...judgement,
      rule: rule.id,
      level: rule.level,
      scenario: scenario.id,
      history: { path: file, sha256: createHash('sha256').update(bytes).digest('hex') },
      cases,
      ...(view === undefined ? {} : { view }),
    };
    task.meta.finding = finding;
    if (standsInTheWay(finding)) throw new NotPassed(rule, finding);
  });
}
