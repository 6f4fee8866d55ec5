import type { Cell } from '../tds/columns.js';
import { sqlError } from './server-messages.js';
import type { Instance } from './instance.js';
import type { ReferenceSession } from './session.js';

/** Global variables and built-in functions of T-SQL, as far as programs that back up ask for them. */

type Evaluate = (session: ReferenceSession, instance: Instance, args: readonly Cell[]) => Cell;

const VARIABLES: Readonly<Record<string, Evaluate>> = {
  '@@version': (_, { versionText }) => versionText,
  '@@spid': ({ spid }) => spid,
  '@@servername': (_, { serverName }) => serverName,
  '@@servicename': () => 'MSSQLSERVER',
  '@@language': () => 'us_english',
  '@@max_precision': () => 38,
  '@@trancount': () => 0,
};

const PROPERTIES: Readonly<Record<string, (instance: Instance) => Cell>> = {
  edition: () => 'Reference SQL endpoint of vdi-conformance (64-bit)',
  engineedition: () => 3,
  collation: () => 'SQL_Latin1_General_CP1_CI_AS',
  instancename: () => null,
  isclustered: () => 0,
  isintegratedsecurityonly: () => 0,
  machinename: ({ machineName }) => machineName,
  computernamephysicalnetbios: ({ machineName }) => machineName,
  servername: ({ serverName }) => serverName,
  productlevel: () => 'RTM',
  productversion: ({ productVersion }) => productVersion,
  productmajorversion: ({ productVersion }) => productVersion.split('.')[0] ?? null,
  processid: () => process.pid,
};

const FUNCTIONS: Readonly<Record<string, Evaluate>> = {
  APP_NAME: ({ client }) => client.application,
  HOST_NAME: ({ client }) => client.host,
  SUSER_NAME: ({ client }) => client.user,
  SUSER_SNAME: ({ client }) => client.user,
  GETDATE: () => new Date(),
  GETUTCDATE: () => new Date(),
  ISNULL: (_session, _instance, [value = null, otherwise = null]) => value ?? otherwise,
  CONCAT: (_session, _instance, args) => args.map((each) => String(each ?? '')).join(''),
  IS_SRVROLEMEMBER: (_session, { sysadmin }, [role]) =>
    sysadmin && text(role).toLowerCase() === 'sysadmin' ? 1 : 0,
  DB_NAME: (session, { databases }, [id]) =>
    id === undefined
      ? session.database
      : (databases.all().find((each) => each.id === Number(id))?.name ?? null),
  DB_ID: (session, { databases }, [name]) =>
    databases.find(name === undefined ? session.database : text(name))?.id ?? null,
  SERVERPROPERTY: (_, instance, [name]) => PROPERTIES[text(name).toLowerCase()]?.(instance) ?? null,
  DATABASEPROPERTYEX: (_, { databases }, [name, property]) => {
    const database = databases.find(text(name));
    if (database === null) return null;
    const of: Record<string, Cell> = { recovery: database.recoveryModel, status: 'ONLINE' };
    return of[text(property).toLowerCase()] ?? null;
  },
};

function text(cell: Cell | undefined): string {
  return typeof cell === 'string' ? cell : '';
}

/** @param name in lower case. @throws SqlError 137 */
export function globalVariable(name: string, session: ReferenceSession, instance: Instance): Cell {
  const evaluate = VARIABLES[name];
  if (evaluate === undefined) throw sqlError(137, [name]);
  return evaluate(session, instance, []);
}

/** @param name in upper case. @throws SqlError 195 */
export function callFunction(
  name: string,
  args: readonly Cell[],
  session: ReferenceSession,
  instance: Instance,
): Cell {
  const evaluate = FUNCTIONS[name];
  if (evaluate === undefined) throw sqlError(195, [name, 'built-in function name']);
  return evaluate(session, instance, args);
}
