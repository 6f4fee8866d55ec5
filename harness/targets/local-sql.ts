import { isOfEndpoint } from './endpoint-faults.js';
import type { LocalSql } from './local-target.js';
import type { NodeHost } from './node-host.js';
import { startReferenceSql, type ReferenceSql } from './reference-sql.js';
import { reachSqlServer, type ReachedSql } from './sql-server.js';
import type { TargetSqlServer } from './target.js';

function reach(
  host: NodeHost,
  reference: ReferenceSql,
  theirs: TargetSqlServer | undefined,
): Promise<ReachedSql> {
  return theirs === undefined ? startReferenceSql(host, reference) : reachSqlServer(theirs, reference.limits);
}

/** The SQL Server of a target on this machine: the user's, or else the reference's endpoint. */
export const LOCAL_SQL: LocalSql = { reach, hasFault: isOfEndpoint };
