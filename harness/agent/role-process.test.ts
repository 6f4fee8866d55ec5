import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { LinuxProbe } from '../probes/linux.js';
import { OwnTemporaryFolder } from '../targets/testing/own-temporary-folder.js';
import { RoleProcess } from './role-process.js';
import type { AgentSettings } from './settings.js';

let own: OwnTemporaryFolder;
beforeEach(async () => {
  own = await OwnTemporaryFolder.make();
});
afterEach(async () => {
  vi.restoreAllMocks();
  await own.remove();
});

/** A role that never says anything, and does not end. */
function silentRole(): Promise<RoleProcess> {
  return roleThat('setInterval(() => undefined, 1_000);');
}

async function roleThat(program: string): Promise<RoleProcess> {
  const roleScript = path.join(own.path, 'role.cjs');
  await writeFile(roleScript, program);
  const settings: AgentSettings = {
    start: 1,
    system: 'linux',
    address: '127.0.0.1',
    port: 0,
    run: own.path,
    roleScript,
    roleOutput: 'pipes',
    koffi: null,
    library: null,
    recorder: '',
    fault: null,
    warmRoles: 0,
    limits: { helloMs: 60_000, roleStartMs: 60_000, roleEndMs: 60_000, starterMs: 60_000 },
  };
  return new RoleProcess(settings, {
    port: 0,
    secret: '',
    koffi: null,
    threads: null,
    probe: new LinuxProbe(),
  });
}

test('who kills it first has killed it, though a second kill finds nobody there', async () => {
  const role = await silentRole();
  role.ready.catch(() => undefined);
  const kill = process.kill.bind(process);
  let times = 0;
  vi.spyOn(process, 'kill').mockImplementation((pid, signal) => {
    if (++times > 1) throw Object.assign(new Error('kill ESRCH'), { code: 'ESRCH' });
    return kill(pid, signal);
  });
  const [first, second] = await Promise.all([role.killByRequest(), role.killByRequest()]);
  expect(first).toMatchObject({ signal: 'SIGKILL', killedBy: 'request' });
  expect(second).toEqual(first);
});

test('a kill that nobody of ours made is nobody’s', async () => {
  const role = await silentRole();
  role.ready.catch(() => undefined);
  process.kill(-role.pid, 'SIGKILL');
  expect(await role.ended).toMatchObject({ signal: 'SIGKILL', killedBy: null });
});

test('one that ends itself because it was cut off is the agent’s, not somebody’s from outside', async () => {
  const role = await roleThat("process.kill(process.pid, 'SIGSTKFLT')");
  role.ready.catch(() => undefined);
  expect(await role.ended).toMatchObject({ signal: 'SIGSTKFLT', killedBy: 'agent' });
});
