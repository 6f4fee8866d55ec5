import type { CaseParameters } from '../harness/history/history.js';
import type { CaseDefinition, Recording, Stage } from '../harness/stage/stage.js';

/** One case of a scenario: what varies, and what the roles do. */
export interface ScenarioCase {
  readonly id: string;
  readonly parameters: CaseParameters;
  /** Role processes that the script asks for. */
  readonly processes: number;
  readonly script: (stage: Stage) => Promise<void>;
}

/** What the roles are told to do. Knows no verdicts, and nothing of what runs it. */
export interface Scenario {
  readonly id: string;
  /** The first is a small and typical one: it stands for the scenario where not all can be run. */
  readonly cases: readonly ScenarioCase[];
}

/** Runs the cases, `concurrency` at a time, in the scenario's order. Never rejects. */
export async function runCases(
  recording: Recording,
  cases: readonly ScenarioCase[],
  concurrency: number,
): Promise<void> {
  const waiting = [...cases];
  const lane = async (): Promise<void> => {
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
      await recording.runCase(definitionOf(next), next.script);
    }
  };
  await Promise.all(Array.from({ length: concurrency }, lane));
}

function definitionOf({ id, parameters, processes }: ScenarioCase): CaseDefinition {
  // A client waits in GetCommand on each device at most, a server in the agent; GetConfiguration besides.
  const waitingCalls = Number(parameters['devices'] ?? 1) + 2;
  return { id, parameters, processes, waitingCalls };
}
