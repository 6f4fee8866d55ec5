import { TargetUnavailableError } from '../errors/kit-error.js';

/** What is installed on a machine is not the reference's to stand for. */
export function noSqlServer(target: string): TargetUnavailableError {
  return new TargetUnavailableError(
    'NO_SQL_SERVER',
    `the target ${target} has a SQL Server of its own, and nobody has said how to log in`,
    {
      remedy:
        'Name it with --sql-server and --sql-user, and give the password in VDI_CONFORMANCE_SQL_PASSWORD.',
    },
  );
}
