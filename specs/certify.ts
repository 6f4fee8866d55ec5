import { createHash } from 'node:crypto';
import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { inject, test } from 'vitest';
import type { CaseParameters } from '../harness/history/history.js';
import { openSession, type Session } from '../harness/stage/session.js';
import type { Stage } from '../harness/stage/stage.js';
import type { TargetConnection } from '../harness/targets/target.js';
import { NotPassed } from './findings/not-passed.js';
import { judgeHistory, type Judge } from './findings/judge-history.js';
import type { Finding } from './findings/finding.js';
import { ruleById } from './rules/catalogue.js';

/** One case of a scenario: what varies, and what the roles do. */
export interface ScenarioCase {
  readonly id: string;
  readonly parameters: CaseParameters;
  /** Role processes that the script asks for. */
  readonly processes: number;
  readonly script: (stage: Stage) => Promise<void>;
}

/** What the roles are told to do. Knows no verdicts. */
export interface Scenario {
  readonly id: string;
  readonly cases: readonly ScenarioCase[];
}

/** What `vdi-conformance certify` hands to the workers that run specs. */
export interface RunSettings {
  readonly connection: TargetConnection;
  /** Absolute path of the output folder. */
  readonly out: string;
  /** How many cases of one scenario run side by side. */
  readonly concurrency: number;
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
 * with the test. The test passes only if the rule does (or does not apply, or documents disagree).
 */
export function certify(ruleId: string, scenario: Scenario, judge: Judge): void {
  const rule = ruleById(ruleId);
  test(`${rule.id} ${rule.title}`, async ({ task }) => {
    const settings = inject('vdi');
    const recording = (await sharedSession(settings.connection)).record({
      rule: ruleId,
      scenario: scenario.id,
    });
    await runCases(scenario, settings.concurrency, (each) =>
      recording.runCase({ ...each, waitingCalls: waitingCalls(each) }, each.script),
    );

    const history = recording.history();
    const bytes = JSON.stringify(history, null, 1);
    const file = path.join('histories', `${rule.id}.json`);
    await mkdir(path.join(settings.out, 'histories'), { recursive: true });
    await writeFile(path.join(settings.out, file), bytes);

    const { judgement, cases } = judgeHistory(judge, history);
    const finding: Finding = {
      ...judgement,
      rule: rule.id,
      scenario: scenario.id,
      history: { path: file, sha256: createHash('sha256').update(bytes).digest('hex') },
      cases,
    };
    task.meta.finding = finding;
    if (finding.verdict === 'fail' || finding.verdict === 'inconclusive') throw new NotPassed(rule, finding);
  });
}

/** A client waits in GetCommand on each device at most, a server in the agent; GetConfiguration besides. */
function waitingCalls({ parameters }: ScenarioCase): number {
  return Number(parameters['devices'] ?? 1) + 2;
}

/** Runs the cases, `concurrency` at a time, in the scenario's order. */
async function runCases(
  scenario: Scenario,
  concurrency: number,
  run: (each: ScenarioCase) => Promise<void>,
): Promise<void> {
  const waiting = [...scenario.cases];
  const lane = async (): Promise<void> => {
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) await run(next);
  };
  await Promise.all(Array.from({ length: concurrency }, lane));
}
