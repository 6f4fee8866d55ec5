import { KitError, TargetUnavailableError } from '../errors/kit-error.js';
import type { History } from '../history/history.js';
import type { Limits } from '../limits/limits.js';
import type { SqlSession } from '../sql/session.js';
import type { TargetSqlServer } from './target.js';

/** The SQL Server of a target, which answers. */
export interface ReachedSql {
  readonly server: TargetSqlServer;
  /** For histories and reports. */
  readonly described: NonNullable<History['target']['sqlServer']>;
  /** Ends it, where it was started for this run. */
  stop(): Promise<void>;
}

/**
 * A SQL Server that runs already.
 * @param check asked once it answers; what it throws is thrown.
 * @throws TargetUnavailableError when it cannot be logged in to, or does not answer.
 */
export async function reachSqlServer(
  server: TargetSqlServer,
  limits: Limits,
  check: (session: SqlSession, server: TargetSqlServer) => Promise<void> = () => Promise.resolve(),
): Promise<ReachedSql> {
  // Loaded here: a run without rules about SQL Server does not pay for the driver.
  const { SqlSession: Session } = await import('../sql/session.js');
  const { readServerFacts } = await import('../sql/server-facts.js');
  const { host, port, user, password } = server;
  const session = await Session.open({ host, port, user, password }, limits).catch((error: unknown) => {
    throw error instanceof KitError
      ? new TargetUnavailableError(error.code, error.message, error.details)
      : error;
  });
  try {
    await check(session, server);
    const { version, productVersion, productLevel, edition } = await readServerFacts(session);
    const described = { version, productVersion, productLevel, edition };
    return { server, described, stop: () => Promise.resolve() };
  } finally {
    await session.close();
  }
}
