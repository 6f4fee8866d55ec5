import { KitError } from '../errors/kit-error.js';
import type { Limits } from '../limits/limits.js';
import { ENV } from '../agent/settings.js';
import { startSqlEndpoint, type EndpointOptions } from '../reference/sql/process/start-endpoint.js';
import { isOfEndpoint } from './endpoint-faults.js';
import type { NodeHost } from './node-host.js';
import { reachSqlServer, type ReachedSql } from './sql-server.js';

/** Small: what rules look at is how backups end, and every case makes some. Several transfers long all the same. */
const BACKED_UP = { name: 'vdi_conformance', dataBytes: 1_000_003, logBytes: 65_536 };

export interface ReferenceSql {
  /** As this machine names them; null: the one that is registered. */
  readonly library: string | null;
  readonly recorder: string;
  /** A fault of the endpoint's, or of the library's. */
  readonly fault: string | null;
  readonly limits: Limits;
  /** Where what its library is asked to do is recorded; left out: nowhere. */
  readonly recordInto?: string;
}

/**
 * Starts the reference SQL endpoint beside the agent, by the same Node. `stop` throws KitError SQL_ENDPOINT_ENDED when its process had
 * ended by itself: the VDI library may have crashed it.
 * @throws TargetUnavailableError SQL_ENDPOINT_NOT_STARTED
 */
export async function startReferenceSql(
  host: NodeHost,
  { library, recorder, fault, limits, recordInto }: ReferenceSql,
): Promise<ReachedSql> {
  const endpoint = await startSqlEndpoint(host, {
    library,
    recorder,
    databases: [BACKED_UP],
    startMs: limits.roleStartMs,
    endMs: limits.roleEndMs,
    ...faultOf(fault, recordInto),
  });
  const server = { ...endpoint.server, backedUp: BACKED_UP.name };
  try {
    const reached = await reachSqlServer(server, limits);
    let stopping = false;
    let early: KitError | null = null;
    void Promise.all([endpoint.ended, endpoint.said]).then(([{ exitCode, signal }, said]) => {
      if (!stopping) early = endedByItself(signal ?? `exit code ${exitCode}`, said);
    });
    return {
      ...reached,
      stop: async () => {
        stopping = true;
        await endpoint.stop();
        if (early !== null) throw early;
      },
    };
  } catch (error) {
    await endpoint.stop();
    throw error;
  }
}

function faultOf(
  fault: string | null,
  recordInto: string | undefined,
): Pick<EndpointOptions, 'fault' | 'env'> {
  const record = recordInto === undefined ? {} : { [ENV.record]: recordInto };
  if (fault === null) return { env: record };
  return isOfEndpoint(fault) ? { fault, env: record } : { env: { ...record, [ENV.referenceFault]: fault } };
}

function endedByItself(how: string, said: string): KitError {
  const words = said === '' ? '' : `; it printed: ${said}`;
  return new KitError('SQL_ENDPOINT_ENDED', `the SQL endpoint’s process ended by itself: ${how}${words}`, {
    remedy: 'The VDI library runs in it. If it crashed there, run the library under a debugger.',
  });
}
