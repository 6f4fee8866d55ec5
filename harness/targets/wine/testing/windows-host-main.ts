import { writeFileSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { DEFAULT_LIMITS } from '../../../limits/limits.js';
import { WindowsHostTarget } from '../../windows-host.js';
import { threadsOf } from '../../../probes/windows-processes.js';
import { WindowsProbe } from '../../../probes/windows.js';
import { connect, played } from './play.js';

/**
 * A program for Windows' Node: says what the target windows-host needs, runs a case on it, and looks at its own threads
 * before and when it has started other processes, for which Node uses Windows' thread pool. Writes all into a file.
 */
const [, , answer] = process.argv;
if (answer === undefined) throw new Error('usage: windows-host-main ANSWER');

const probe = new WindowsProbe();
const ownThreads = async (): Promise<readonly number[]> => (await probe.resources(process.pid)).threads;
// Node's own pool starts with the first use that is made of it.
await readdir('.');
const before = await ownThreads();

const target = new WindowsHostTarget();
const checks = await target.check();
const running = await target.start({ limits: DEFAULT_LIMITS, warmRoles: 1 });
const threads = { before, after: await ownThreads(), all: threadsOf(process.pid).map(({ id }) => id) };
const history = await played(running, async (stage) => {
  const { server, client } = await connect(stage);
  stage.need(await server.set.call('Close'));
  stage.need(await client.set.call('Close'));
  await server.set.release();
  await server.unload('after Close');
  await server.resources('unloaded');
  await server.end();
  await client.touch('0x10', 'read');
});
await running.stop();
writeFileSync(answer, JSON.stringify({ checks, threads, history }));
