import { hostname } from 'node:os';
import { TargetUnavailableError, UsageError } from '../errors/kit-error.js';
import { quotedName, quotedText } from '../sql/quoting.js';
import { readRows, textOf } from '../sql/server-reading.js';
import type { SqlSession } from '../sql/session.js';
import type { TargetSqlServer } from './target.js';

/** A name of NetBIOS, which is what SQL Server tells of its machine, has no more characters. */
const NETBIOS_CHARACTERS = 15;

/**
 * Whether rules can be looked at on the user's own SQL Server: else every one of them would be inconclusive, each for a reason
 * that says less.
 * @param here what this machine is called.
 * @throws TargetUnavailableError SQL_NOT_SYSADMIN, SQL_DATABASE_NOT_ONLINE.
 * @throws UsageError SQL_NO_DATABASE, SQL_OTHER_MACHINE.
 * @throws KitError SQL_READING
 */
export async function checkTheirSql(
  session: SqlSession,
  server: TargetSqlServer,
  here: string = hostname(),
): Promise<void> {
  const name = (property: string): string => `CAST(SERVERPROPERTY('${property}') AS nvarchar(128))`;
  const [row = []] = await readRows(
    session,
    `SELECT IS_SRVROLEMEMBER('sysadmin'), ${name('MachineName')}, ${name('ComputerNamePhysicalNetBIOS')}`,
  );
  const [sysadmin, ...machines] = row;
  if (sysadmin !== 1) throw notSysadmin(server.user);
  // A cluster's MachineName is that of the cluster.
  const names = machines.map(textOf).filter((each) => each !== '');
  if (!names.some((each) => isMachine(each, here))) throw otherMachine(server, names, here);
  await checkDatabase(session, server.backedUp);
}

async function checkDatabase(session: SqlSession, database: string): Promise<void> {
  const [found] = await readRows(
    session,
    `SELECT state_desc FROM sys.databases WHERE name = ${quotedText(database)}`,
  );
  if (found === undefined) {
    throw new UsageError('SQL_NO_DATABASE', `the SQL Server has no database ${database}`, {
      remedy: 'Name one that it has with --sql-database.',
    });
  }
  const state = textOf(found[0]);
  if (state === 'ONLINE') return;
  throw new TargetUnavailableError(
    'SQL_DATABASE_NOT_ONLINE',
    `the database ${database} is ${state}: it cannot be backed up`,
    { remedy: 'Bring it online, or name another with --sql-database.' },
  );
}

/** Without regard to case, and to a name's domain; a longer name than NetBIOS takes is cut off by it. */
function isMachine(name: string, here: string): boolean {
  const [first = ''] = here.split('.');
  const own = [here, first, first.slice(0, NETBIOS_CHARACTERS)].map((each) => each.toUpperCase());
  return own.includes(name.toUpperCase());
}

function notSysadmin(user: string): TargetUnavailableError {
  return new TargetUnavailableError(
    'SQL_NOT_SYSADMIN',
    `the log-in ${user} is no member of sysadmin: SQL Server refuses it BACKUP to virtual devices`,
    {
      remedy: `Name another with --sql-user, or: ALTER SERVER ROLE sysadmin ADD MEMBER ${quotedName(user)}.`,
    },
  );
}

function otherMachine({ host, port }: TargetSqlServer, names: readonly string[], here: string): UsageError {
  const where = names.length === 0 ? 'does not name its machine' : `runs on ${names.join(', ')}`;
  return new UsageError(
    'SQL_OTHER_MACHINE',
    `the SQL Server at ${host}:${port} ${where}, and this machine is ${here}: virtual devices are memory of one machine`,
    { remedy: 'Run the kit on the machine of the SQL Server, and name that with --sql-server localhost.' },
  );
}
