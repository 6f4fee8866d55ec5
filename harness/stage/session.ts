import { KitError } from '../errors/kit-error.js';
import { KIT } from '../kit-package.js';
import type { TargetConnection } from '../targets/target.js';
import { AgentConnection } from './agent-connection.js';
import { HistoryDraft } from './history-draft.js';
import type { OnStep } from './on-step.js';
import { runCase } from './run-case.js';
import type { Recording } from './stage.js';

/** A connection to a running target's agent, from which scenarios are recorded. */
export interface Session {
  record(of: { rule: string; scenario: string }): Recording;
  /** Ends every role that this session still has. */
  close(): Promise<void>;
}

export interface SessionOptions {
  readonly onStep?: OnStep;
}

/**
 * Connects to the agent of a running target. When the agent dies the session connects again to the one that
 * replaces it; cases under way get a `kit-fault` event.
 * @throws KitError LIMIT_OVER (agentStartMs) when no agent answers, AGENT_REFUSED when it refuses the secret.
 */
export async function openSession(to: TargetConnection, options: SessionOptions = {}): Promise<Session> {
  let connection = AgentConnection.open(to);
  await connection;
  let closed = false;

  const connected = async (): Promise<AgentConnection> => {
    if (closed) throw new KitError('SESSION_CLOSED', 'the session was closed');
    const before = connection;
    // A failed attempt, or a connection that ended, is replaced; by one new one, whoever asks.
    const found = await before.then(
      (each) => (each.open ? 'usable' : 'lost'),
      () => 'given up',
    );
    // One whose limit is over once is not waited for by every case that is left.
    if (found !== 'usable' && connection === before)
      connection = AgentConnection.open(to, { givenUp: found === 'given up' });
    return connection;
  };

  return {
    record: ({ rule, scenario }) => {
      const draft = new HistoryDraft({ rule, scenario, kit: KIT, target: to.target });
      return {
        runCase: (definition, script) =>
          runCase(
            {
              draft,
              limits: to.limits,
              instance: to.target.instance ?? null,
              sqlServer: to.sqlServer,
              client: to.client,
              onStep: options.onStep,
              connected,
            },
            definition,
            script,
          ),
        history: () => draft.history(),
      };
    },
    close: async () => {
      closed = true;
      // The agent ends a session's roles with its connection.
      const last = await connection.catch(() => null);
      await last?.close();
    },
  };
}
