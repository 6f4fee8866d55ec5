import type { NodeHost } from './node-host.js';
import { startReferenceSql, type ReferenceSql } from './reference-sql.js';
import { reachSqlServer, type ReachedSql } from './sql-server.js';
import type { TargetSqlServer } from './target.js';

/** The SQL Server of a target on this machine: the user's, or else the reference's endpoint. */
export function localSql(
  host: NodeHost,
  reference: ReferenceSql,
  theirs: TargetSqlServer | undefined,
): Promise<ReachedSql> {
  return theirs === undefined ? startReferenceSql(host, reference) : reachSqlServer(theirs, reference.limits);
}
