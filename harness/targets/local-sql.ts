import { isOfEndpoint } from './endpoint-faults.js';
import type { LocalSql } from './local-target.js';
import type { NodeHost } from './node-host.js';
import { startReferenceSql, type ReferenceSql } from './reference-sql.js';
import { reachSqlServer, type ReachedSql } from './sql-server.js';
import type { TargetSqlServer } from './target.js';

/** @throws what startReferenceSql, or reachSqlServer and checkTheirSql, throw. */
function reach(
  host: NodeHost,
  reference: ReferenceSql,
  theirs: TargetSqlServer | undefined,
): Promise<ReachedSql> {
  if (theirs === undefined) return startReferenceSql(host, reference);
  return reachSqlServer(theirs, reference.limits, async (session, server) => {
    const { checkTheirSql } = await import('./their-sql.js');
    await checkTheirSql(session, server);
  });
}

/** The SQL Server of a target on this machine: the user's, or else the reference's endpoint. */
export const LOCAL_SQL: LocalSql = { reach, hasFault: isOfEndpoint };
