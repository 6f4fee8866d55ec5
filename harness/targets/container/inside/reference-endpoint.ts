import { startSqlEndpoint } from '../../../reference/sql/process/start-endpoint.js';
import { WINDOWS_NATIVE } from '../../windows-native.js';
import { ContainerNode } from './container-node.js';
import { SQL_PORT } from './protocol.js';

/** From start to listening, and from being asked to end to the end, milliseconds. */
const START_MS = 60_000;
const END_MS = 5_000;

/**
 * Starts the reference's SQL endpoint where SQL Server would be: on its port, with sa's password, over the library that is registered.
 * It ends with the process that calls this. Its error log goes to the container's.
 * @throws TargetUnavailableError SQL_ENDPOINT_NOT_STARTED.
 */
export async function startReferenceEndpoint(password: string): Promise<void> {
  const endpoint = await startSqlEndpoint(new ContainerNode(), {
    library: null,
    recorder: WINDOWS_NATIVE.recorder,
    // What is backed up every SQL Server has: the target's word on it is in windows-container.ts.
    databases: [],
    address: '0.0.0.0',
    port: SQL_PORT,
    password,
    startMs: START_MS,
    endMs: END_MS,
    onLog: ({ at, process: who, text }) => {
      console.log(`${at} ${who.padEnd(8)} ${text}`);
    },
  });
  void endpoint.ended.then(({ exitCode, signal }) => {
    console.error(`the reference SQL endpoint ended: ${signal ?? `exit code ${exitCode}`}`);
  });
}
