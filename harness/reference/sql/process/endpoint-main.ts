import { connect } from 'node:net';
import path from 'node:path';
import { FRAME_BYTES, Frames } from '../../../agent/frames.js';
import { takeFromEnvironment } from '../../../agent/settings.js';
import { ownProcess } from '../../../roles/own-process.js';
import { ComLibrary } from '../../../vdi/com-library.js';
import { fileVersion } from '../../../vdi/file-version.js';
import { registeredFile } from '../../../vdi/registered.js';
import { PlainLibrary, type VdiLibrary } from '../../../vdi/library.js';
import { readStruct } from '../../../vdi/memory.js';
import { Recorder } from '../../../vdi/recorder.js';
import { VDS_Command } from '../../../vdi/structs.js';
import { Completions } from '../devices/completions.js';
import { RightConduct } from '../devices/conduct.js';
import { VdiStatements } from '../devices/vdi-statements.js';
import { Directions } from '../direction/directions.js';
import { SqlEndpoint } from '../endpoint/sql-endpoint.js';
import { DEFAULT_BOUNDS } from '../endpoint/settings.js';
import { endpointFault } from '../faults/catalogue.js';
import { ReferenceEngine } from '../engine/reference-engine.js';
import { SecondServers } from './second-servers.js';
import { ENDPOINT_ENV, THREADS, type EndpointFrame, type EndpointProcessSettings } from './settings.js';

/**
 * The program of the endpoint's process. The VDI library is loaded here and may crash it, as it may crash SQL Server; whoever
 * started it is told, and nothing else goes down with it.
 */
const settings = JSON.parse(takeFromEnvironment(ENDPOINT_ENV.settings)) as EndpointProcessSettings;
const secret = takeFromEnvironment(ENDPOINT_ENV.secret);
const password = takeFromEnvironment(ENDPOINT_ENV.password);

const socket = connect(settings.starterPort, '127.0.0.1');
const frames = new Frames(socket, FRAME_BYTES);
const tell = (frame: EndpointFrame): void => {
  frames.send(frame);
};
// Not exit(): that joins libuv's threads, and some of them may never come back.
socket.once('close', () => process.kill(process.pid, 'SIGKILL'));

const own = ownProcess(settings.system);
own.behave();

function positionOf(command: bigint): bigint {
  return readStruct(command, VDS_Command).outPosition;
}

async function serve(): Promise<void> {
  await own.startThreads(THREADS);
  const library = loaded();
  const recorder = new Recorder(settings.recorder);
  const { fault } = settings;
  const conduct = fault === null ? new RightConduct() : endpointFault(fault).conduct();
  const directions = new Directions();
  const completions = new Completions(recorder, positionOf);
  const vdi = { library, recorder, completions, conduct, directions };
  const seconds = new SecondServers(settings, password);
  const direct = { sets: directions, startSecondServer: () => seconds.start() };
  const engine = new ReferenceEngine({
    kit: settings.kit,
    databases: settings.databases,
    devices: new VdiStatements(vdi, namedLibrary(), direct),
    forgets: (session) => conduct.forgets(session),
    onLog: ({ at, process: who, text }) => {
      tell({ tells: 'log', at: at.toISOString(), process: who, text });
    },
  });
  const login = { user: settings.user, password };
  const { address, port } = settings;
  const endpoint = await SqlEndpoint.listen(engine, { ...DEFAULT_BOUNDS, address, port, login });
  tell({ tells: 'listening', port: endpoint.port });
  frames.onFrame = () => {
    void Promise.all([endpoint.close(), seconds.stop()]).then(() => process.exit(0));
  };
}

/** By its name alone: reports that have it can be shown to anyone. */
function namedLibrary(): { file: string; version: string | null } {
  const windows = settings.system !== 'linux';
  const file = settings.library ?? (windows ? registeredFile('server') : null) ?? 'registered';
  return { file: path.basename(file), version: windows ? fileVersion(file) : null };
}

function loaded(): VdiLibrary {
  const { system, library } = settings;
  if (system !== 'linux') return new ComLibrary(library);
  if (library === null) throw new TypeError('only Windows has registered libraries');
  return new PlainLibrary(library);
}

socket.once('connect', () => {
  tell({ tells: 'hello', secret });
  serve().catch((error: unknown) => {
    tell({ tells: 'failed', why: error instanceof Error ? error.message : String(error) });
    socket.end();
  });
});
