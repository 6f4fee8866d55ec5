import { once } from 'node:events';
import { mkdir, mkdtemp, open, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { historySchema } from '../../history/history.js';
import { PACKAGE_ROOT } from '../../kit-package.js';
import type { Check } from '../target.js';
import { WINDOWS_NATIVE } from '../windows-native.js';
import { windowsPrograms } from './packages.js';
import { WineNode } from './wine-node.js';
import { WineTarget } from './wine.js';

/**
 * The target windows-host itself, in Windows' Node, on a Windows that Wine makes: the nearest to Windows that there is
 * here. What Wine does not know, which threads wait, is not asked.
 */
const missing = (await new WineTarget().check()).filter(({ ok }) => !ok);

/** It starts a Wine of its own, and in it the kit. */
const LIMIT_MS = 300_000;

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'vdi-test-'));
});
afterEach(() => rm(folder, { recursive: true }));

/** The kit as an installation on Windows has it, by links, which Wine takes for what they lead to: with koffi's build. */
async function installed(): Promise<string> {
  const modules = path.join(folder, 'node_modules');
  await mkdir(modules);
  for (const name of await readdir(path.join(PACKAGE_ROOT, 'node_modules')))
    if (name !== '@koromix' && !name.startsWith('.'))
      await symlink(path.join(PACKAGE_ROOT, 'node_modules', name), path.join(modules, name));
  const { koffi } = await windowsPrograms(() => undefined);
  const addon = path.join(modules, '@koromix', 'koffi-win32-x64');
  await mkdir(addon, { recursive: true });
  await symlink(koffi, path.join(addon, 'koffi.node'));
  await writeFile(path.join(addon, 'index.js'), "module.exports = require('./koffi.node');");
  for (const name of ['package.json', 'dist'])
    await symlink(path.join(PACKAGE_ROOT, name), path.join(folder, name));
  return path.join(folder, 'dist');
}

describe.skipIf(missing.length > 0)('the target windows-host', { timeout: LIMIT_MS }, () => {
  test('certifies the DLL that is registered, in child processes of Windows’ Node', async () => {
    const dist = await installed();
    const answer = path.join(folder, 'answer.json');
    const host = await WineNode.prepare(() => undefined);
    try {
      await host.run('regsvr32', '/s', host.inside(WINDOWS_NATIVE.reference));
      const script = path.join(dist, 'harness', 'targets', 'wine', 'testing', 'windows-host-main.js');
      const log = await open(path.join(folder, 'log'), 'w+');
      const child = host.start(script, [host.inside(answer)], {}, log.fd);
      const ended = await once(child, 'exit');
      const { buffer } = await log.read({ position: 0 });
      await log.close();
      expect(ended, buffer.toString()).toEqual([0, null]);
    } finally {
      await host.end();
    }
    const told = JSON.parse(await readFile(answer, 'utf8')) as {
      checks: Check[];
      threads: Record<'before' | 'after' | 'all', number[]>;
      history: unknown;
    };
    const { checks, threads, history: read } = told;
    expect(checks.filter(({ ok }) => !ok)).toEqual([]);
    expect(checks.map(({ what }) => what)).toContain("the server's CoCreateInstance");

    expect(threads.after).toEqual(threads.before);
    expect(threads.all.length).toBeGreaterThan(threads.after.length);

    const { target, events } = historySchema.parse(read);
    expect(target).toMatchObject({
      name: 'windows-host',
      platform: expect.stringMatching(/^win32-x64, Wine \d/) as string,
      library: {
        file: expect.stringMatching(/^Z:\\.*\\vdi_reference\.dll$/) as string,
        activation: 'registered',
        fileVersion: '0.1.0.0',
      },
    });
    expect(events.filter(({ kind }) => kind === 'kit-fault' || kind === 'limit')).toEqual([]);
    expect(events.find(({ kind }) => kind === 'unload')).toMatchObject({
      calls: ['DllCanUnloadNow', 'CoFreeUnusedLibrariesEx', 'CoUninitialize'],
      stillLoaded: false,
    });
    const looks = events.filter((event) => event.kind === 'resources');
    const have = looks.map(({ modules }) => modules?.some(({ name }) => name === 'vdi_reference.dll'));
    expect(have).toEqual([true, false]);
    expect(events.filter(({ kind }) => kind === 'process-end')).toMatchObject([
      { role: 'server', exitCode: 0, cause: 'asked' },
      { role: 'client', exitCode: 0xc0000005, exception: { access: { how: 'read', address: '0x10' } } },
    ]);
  });
});
