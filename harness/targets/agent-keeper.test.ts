import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { readdir, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { DEFAULT_LIMITS as limits } from '../limits/limits.js';
import { AgentKeeper, type ListensOn } from './agent-keeper.js';
import { LINUX_NATIVE } from './linux-native.js';
import { PROGRAMS } from './local-target.js';
import { ThisNode } from './node-host.js';
import { OwnTemporaryFolder } from './testing/own-temporary-folder.js';

let own: OwnTemporaryFolder;
beforeEach(async () => {
  own = await OwnTemporaryFolder.make();
});
afterEach(() => own.remove());

/** Starts the agent, but in its place another program at some of its starts. */
class InsteadAt extends ThisNode {
  readonly children: ChildProcess[] = [];
  #heard: () => void = () => undefined;
  /** Resolves when a second one was started. */
  readonly second = new Promise<void>((resolve) => (this.#heard = resolve));

  /** @param starts from 1. */
  constructor(
    private readonly starts: (start: number) => boolean,
    private readonly instead: string,
  ) {
    super();
  }

  override start(
    script: string,
    args: readonly string[],
    env: NodeJS.ProcessEnv,
    log: number | 'ignore',
  ): ChildProcess {
    const start = this.children.length + 1;
    const child = super.start(this.starts(start) ? this.instead : script, args, env, log);
    this.children.push(child);
    if (start > 1) this.#heard();
    return child;
  }
}

function keep(host: ThisNode, on?: ListensOn): Promise<AgentKeeper> {
  const { reference: library, recorder } = LINUX_NATIVE;
  const chosen = { roleScript: PROGRAMS.role, warmRoles: 0, library, recorder, fault: null };
  return AgentKeeper.start(host, PROGRAMS.agent, chosen, limits, on);
}

test('an agent that cannot be replaced for a reason of its own is tried once, and stop says the reason', async () => {
  const instead = path.join(own.path, 'instead.cjs');
  await writeFile(instead, 'console.error("no such thing"); process.exit(7);');
  const host = new InsteadAt((start) => start > 1, instead);
  const keeper = await keep(host);
  process.kill(keeper.pid, 'SIGKILL');
  await host.second;
  const why = {
    name: 'TargetUnavailableError',
    code: 'AGENT_NOT_STARTED',
    message: expect.stringMatching(/exit code 7\).*no such thing/s) as string,
  };
  await expect(keeper.replaced).rejects.toMatchObject(why);
  expect(host.children).toHaveLength(2);
  await expect(keeper.stop()).rejects.toMatchObject(why);
  expect(await readdir(own.path)).toEqual(['instead.cjs']);
});

test('an agent that is killed before its starter has met it is replaced as well', async () => {
  const instead = path.join(own.path, 'instead.cjs');
  await writeFile(
    instead,
    `const { renameSync, writeFileSync } = require('node:fs');
     const { run, start, port, address } = JSON.parse(process.env.VDI_AGENT_SETTINGS);
     require('node:net').createServer().listen(port, address, () => {
       const file = require('node:path').join(run, 'agent-' + start + '.json');
       writeFileSync(file + '.new', JSON.stringify({ port }));
       renameSync(file + '.new', file);
       process.kill(process.pid, 'SIGKILL');
     });`,
  );
  const host = new InsteadAt((start) => start === 2, instead);
  const keeper = await keep(host);
  process.kill(keeper.pid, 'SIGKILL');
  await host.second;
  await keeper.replaced;
  expect(host.children).toHaveLength(3);
  expect(keeper.pid).toBe(host.children[2]?.pid);
  await keeper.stop();
  expect(await readdir(own.path)).toEqual(['instead.cjs']);
});

test('a port that somebody else has is told of as such, and nothing is left', async () => {
  const stranger = createServer();
  stranger.listen(0, '127.0.0.1');
  await once(stranger, 'listening');
  const { port } = stranger.address() as { port: number };
  await expect(keep(new ThisNode(), { address: '127.0.0.1', port })).rejects.toMatchObject({
    code: 'AGENT_PORT_IN_USE',
    message: expect.stringContaining('EADDRINUSE') as string,
  });
  stranger.close();
  expect(await readdir(own.path)).toEqual([]);
});
