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

/** Starts the agent first, and then another program in its place. */
class FirstTime extends ThisNode {
  readonly children: ChildProcess[] = [];
  #heard: () => void = () => undefined;
  /** Resolves when a second one was started. */
  readonly second = new Promise<void>((resolve) => (this.#heard = resolve));

  constructor(private readonly instead: string) {
    super();
  }

  override start(
    script: string,
    args: readonly string[],
    env: NodeJS.ProcessEnv,
    log: number | 'ignore',
  ): ChildProcess {
    const first = this.children.length === 0;
    const child = super.start(first ? script : this.instead, args, env, log);
    this.children.push(child);
    if (!first) this.#heard();
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
  const host = new FirstTime(instead);
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
