import { readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import path from 'node:path';
import { receiveHello, sameSecret } from '../../../agent/secret.js';
import { PACKAGE_ROOT } from '../../../kit-package.js';
import {
  CONTROL_PORT,
  KEEP_ALIVE_MS,
  READY,
  REFERENCE_ENDPOINT,
  RUN_FILE,
  type RunFile,
} from './protocol.js';
import { startReferenceEndpoint } from './reference-endpoint.js';
import { serveHarness } from './serve-harness.js';

/**
 * The program of a container. It lives until the harness that started it says stop or is gone, and the container with it:
 * so a harness that is killed leaves no container behind.
 */
const file = path.join(PACKAGE_ROOT, ...RUN_FILE);
const run = JSON.parse(readFileSync(file, 'utf8')) as RunFile;
rmSync(file);

let served = false;
const server = createServer((socket) => {
  receiveHello(
    socket,
    ({ secret }) => sameSecret(secret, run.secret),
    run.helloMs,
    (hello, frames) => {
      if (hello.as !== 'starter' || served) {
        socket.destroy();
        return;
      }
      served = true;
      // A harness whose machine is gone without a word shows in this alone.
      socket.setKeepAlive(true, KEEP_ALIVE_MS);
      frames.send({ pid: process.pid });
      serveHarness(frames, () => process.exit(0));
    },
  );
});
server.once('error', (error) => {
  console.error(`the container's program cannot listen: ${error.message}`);
  process.exit(1);
});
function endUnlessServed(): void {
  if (served) return;
  console.error(`no harness connected within ${run.starterMs} ms`);
  process.exit(1);
}

const begin = async (): Promise<void> => {
  if (process.argv[2] === REFERENCE_ENDPOINT) await startReferenceEndpoint(run.saPassword);
  server.listen(CONTROL_PORT, '0.0.0.0', () => {
    console.log(READY);
    setTimeout(endUnlessServed, run.starterMs).unref();
  });
};
begin().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : String(error));
  process.exit(1);
});
