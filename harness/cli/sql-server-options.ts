import type { Command } from 'commander';
import { z } from 'zod';
import { UsageError } from '../errors/kit-error.js';
import type { TargetSqlServer } from '../targets/target.js';

/** A password on the command line would be seen by everyone who lists processes. */
export const PASSWORD_VARIABLE = 'VDI_CONFORMANCE_SQL_PASSWORD';

/** What the command line has for a SQL Server that runs already. */
export interface SqlServerFlags {
  readonly sqlServer?: string;
  readonly sqlUser?: string;
  readonly sqlDatabase?: string;
}

const DEFAULT_PORT = 1433;
const PORT_MOST = 65_535;

const settingsSchema = z.object({
  sqlServer: z.string().regex(/^[\w.:-]+(,\d{1,5})?$/, 'write HOST or HOST,PORT'),
  /** A log-in of SQL Server's own, with the role sysadmin: BACKUP to virtual devices is refused to others. */
  sqlUser: z.string().min(1).default('sa'),
  /** Every SQL Server has it, and it is small. It is backed up with COPY_ONLY, and nothing is restored. */
  sqlDatabase: z.string().min(1).max(128).default('model'),
  password: z.string({ error: `the password has to be in ${PASSWORD_VARIABLE}` }).min(1),
});

export function addSqlServerOptions(command: Command): Command {
  return command
    .option(
      '--sql-server <host,port>',
      `engine: a SQL Server that runs already; its password is in ${PASSWORD_VARIABLE} (port: ${DEFAULT_PORT})`,
    )
    .option('--sql-user <name>', 'engine: who logs in there (default: sa)')
    .option('--sql-database <name>', 'engine: what is backed up there (default: model)');
}

/** Undefined: none was named. @throws UsageError SQL_SERVER_SETTINGS that names what is wrong. */
export function sqlServerOf(
  { sqlServer, sqlUser, sqlDatabase }: SqlServerFlags,
  environment: NodeJS.ProcessEnv = process.env,
): TargetSqlServer | undefined {
  if (sqlServer === undefined) {
    if (sqlUser === undefined && sqlDatabase === undefined) return undefined;
    throw wrong('--sql-user and --sql-database are about the server that --sql-server names');
  }
  const password = environment[PASSWORD_VARIABLE];
  const settings = settingsSchema.safeParse({ sqlServer, sqlUser, sqlDatabase, password });
  if (!settings.success) throw wrong(settings.error.issues.map(({ message }) => message).join('; '));
  const { data } = settings;
  const [host = '', port = String(DEFAULT_PORT)] = data.sqlServer.split(',');
  if (Number(port) < 1 || Number(port) > PORT_MOST) throw wrong(`${port} is no port`);
  return {
    host,
    port: Number(port),
    user: data.sqlUser,
    password: data.password,
    backedUp: data.sqlDatabase,
  };
}

function wrong(why: string): UsageError {
  return new UsageError('SQL_SERVER_SETTINGS', `of the SQL Server: ${why}`);
}
