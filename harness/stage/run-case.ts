import { KitError } from '../errors/kit-error.js';
import type { Limits } from '../limits/limits.js';
import type { AgentConnection } from './agent-connection.js';
import { Abandoned, CaseEnded } from './case-ended.js';
import { CaseRun } from './case-run.js';
import { CaseStage } from './case-stage.js';
import type { HistoryDraft } from './history-draft.js';
import type { OnStep } from './on-step.js';
import type { CaseDefinition, Stage } from './stage.js';
import type { ClientPlace } from '../targets/client-place.js';
import type { TargetSqlServer } from '../targets/target.js';

interface Surroundings {
  readonly draft: HistoryDraft;
  readonly limits: Limits;
  readonly instance: string | null;
  readonly sqlServer: TargetSqlServer | undefined;
  readonly client: ClientPlace | undefined;
  readonly onStep: OnStep | undefined;
  /** A connection to the agent that lives now. */
  readonly connected: () => Promise<AgentConnection>;
}

/** Runs one case on a fresh stage, from its first process to the end of its last. Never rejects. */
export async function runCase(
  { draft, limits, instance, sqlServer, client, onStep, connected }: Surroundings,
  { id, parameters, processes, waitingCalls }: CaseDefinition,
  script: (stage: Stage) => Promise<void>,
): Promise<void> {
  draft.beginCase(id, parameters);
  let connection: AgentConnection;
  try {
    connection = await connected();
  } catch (error) {
    // No target, no target's clock: ours has to do for the only event that there will be.
    draft.add({ case: id, at: process.hrtime.bigint(), facts: { kind: 'kit-fault', ...faultOf(error) } });
    return;
  }

  const run = new CaseRun(id, connection, limits, draft, onStep, waitingCalls);
  const stage = new CaseStage(run, instance, sqlServer, client);
  const announce = (count: number): void => {
    if (count !== 0) connection.ask('announce', [count, run.threads]).catch(() => undefined);
  };
  announce(processes);
  const overdue = setTimeout(() => {
    const { caseMs } = limits;
    run.event({ kind: 'limit', awaited: 'the case', afterMs: caseMs, limit: 'caseMs' });
    run.fault('CASE_LIMIT', `the case was not over within ${caseMs} ms (limit caseMs)`);
  }, limits.caseMs);

  try {
    await run.guard(script(stage));
    await run.guard(stage.finish());
  } catch (error) {
    if (error instanceof Abandoned) await stage.lookBack().catch(() => undefined);
    else if (!(error instanceof CaseEnded)) {
      const { code, message } = faultOf(error);
      run.fault(code, message);
    }
  } finally {
    clearTimeout(overdue);
    // What was announced and not taken is not needed any more.
    announce(Math.min(0, stage.roles.length - processes));
    // Only fails when the agent is lost, and its roles with it; a case that was under way has ended with that.
    await stage.tidy().catch(() => undefined);
    run.end('the case is over');
  }
}

function faultOf(error: unknown): { code: string; message: string } {
  if (error instanceof KitError) return { code: error.code, message: error.message };
  return { code: 'SCRIPT_FAILED', message: error instanceof Error ? error.message : String(error) };
}
