import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { ENV } from '../../agent/settings.js';
import { DEFAULT_LIMITS } from '../../limits/limits.js';
import { CLSID } from '../../vdi/guids.js';
import type { Check, RunningTarget } from '../target.js';
import { OwnTemporaryFolder } from '../testing/own-temporary-folder.js';
import { WINDOWS_NATIVE } from '../windows-native.js';
import { connect, played } from './testing/play.js';
import type { WineNode } from './wine-node.js';
import { WineTarget } from './wine.js';

/**
 * What the target windows-host does with a DLL that is registered with Windows, on a Windows that Wine makes: the same
 * program but for how Node is started.
 */
const missing = (await new WineTarget().check()).filter(({ ok }) => !ok);
const limits = DEFAULT_LIMITS;
const SERVER = `HKLM\\Software\\Classes\\CLSID\\{${CLSID.serverSet}}`;
const INSTANCES = 'HKLM\\SOFTWARE\\Microsoft\\Microsoft SQL Server\\Instance Names\\SQL';
const SERVICES = 'HKLM\\SYSTEM\\CurrentControlSet\\Services';
/** Each starts a Wine of its own, some of them several. */
const LIMIT_MS = 300_000;
let own: OwnTemporaryFolder;
beforeEach(async () => {
  own = await OwnTemporaryFolder.make();
});
afterEach(() => own.remove());

type Machine = (host: WineNode) => Promise<void>;

const register = (host: WineNode, file: string): Promise<void> =>
  host.run('regsvr32', '/s', host.inside(file));
const reference: Machine = (host) => register(host, WINDOWS_NATIVE.reference);
/** The faulty variant, with a fault also for whoever is asked before there are roles. */
function faulty(fault: string): Machine {
  return async (host) => {
    await register(host, WINDOWS_NATIVE.faulty);
    host.environment[ENV.referenceFault] = fault;
  };
}
function registryText(host: WineNode, key: string, name: string | null, text: string): Promise<void> {
  return host.run('reg', 'add', key, ...(name === null ? ['/ve'] : ['/v', name]), '/d', text, '/f');
}

async function started(
  machine: Machine,
  options: { fault?: string; instance?: string } = {},
): Promise<RunningTarget> {
  const running = await new WineTarget(machine).start({ limits, warmRoles: 1, ...options });
  own.beforeRemoval(() => running.stop());
  return running;
}

/** The checks by what they are of. */
async function checked(machine: Machine, instance: string | null = null) {
  const checks = await new WineTarget(machine).check(instance);
  return Object.fromEntries(checks.map((check) => [check.what, check])) as Record<string, Check>;
}

describe.skipIf(missing.length > 0)('a DLL that is registered with Windows', { timeout: LIMIT_MS }, () => {
  test('is found by COM, recorded with its registration, used, and unloaded', async () => {
    const running = await started(reference);
    const { library } = running.connection.target;
    expect(library).toMatchObject({
      file: WINDOWS_NATIVE.reference,
      fileVersion: '0.1.0.0',
      sha256: expect.stringMatching(/^[0-9a-f]{64}$/) as string,
      activation: 'registered',
      activated: [
        { class: 'client', call: 'CoCreateInstance', answer: 'NOERROR' },
        { class: 'server', call: 'CoCreateInstance', answer: 'NOERROR' },
      ],
    });
    const inprocServer32 = `Z:${WINDOWS_NATIVE.reference.replaceAll('/', '\\')}`;
    expect(library.registration).toEqual([
      { class: 'server', hive: 'machine', inprocServer32, threadingModel: 'Both' },
      { class: 'client', hive: 'machine', inprocServer32, threadingModel: 'Both' },
    ]);
    const history = await played(running, async (stage) => {
      const { server, client } = await connect(stage);
      stage.need(await server.set.call('Close'));
      await client.set.call('Close');
      await server.set.release();
      await server.unload('after Close');
      await server.resources('unloaded');
    });
    expect(history.target.library).toEqual(library);
    expect(history.events.find(({ kind }) => kind === 'unload')).toMatchObject({
      calls: ['DllCanUnloadNow', 'CoFreeUnusedLibrariesEx', 'CoUninitialize'],
      canUnload: { name: 'NOERROR' },
      stillLoaded: false,
    });
    const looks = history.events.filter((event) => event.kind === 'resources');
    const have = looks.map(({ modules }) => modules?.some(({ name }) => name === 'vdi_reference.dll'));
    expect(have).toEqual([true, false]);
  });

  test('is told by doctor, call by call, with the instances and their services', async () => {
    const checks = await checked(async (host) => {
      await reference(host);
      await registryText(host, INSTANCES, 'SQLEXPRESS', 'MSSQL16.SQLEXPRESS');
      await registryText(host, INSTANCES, 'MSSQLSERVER', 'MSSQL16.MSSQLSERVER');
      await registryText(host, `${SERVICES}\\MSSQL$SQLEXPRESS`, 'ObjectName', 'NT Service\\MSSQL$SQLEXPRESS');
    });
    expect(Object.values(checks).every(({ ok }) => ok)).toBe(true);
    expect(checks['registered VDI library']?.detail).toMatch(
      /vdi_reference\.dll, 0\.1\.0\.0, registered for the machine, ThreadingModel Both$/,
    );
    expect(checks['SQL Server instances']?.detail.split(', ').sort()).toEqual([
      'MSSQLSERVER (no service)',
      'SQLEXPRESS (service account NT Service\\MSSQL$SQLEXPRESS)',
    ]);
    for (const call of [
      "client's CoCreateInstance",
      "server's CoCreateInstance",
      "client's CreateEx(NULL)",
      "server's Open(NULL)",
      "server's Close()",
      "client's Close()",
    ])
      expect(checks[`the ${call}`], call).toMatchObject({ ok: true, detail: 'answered NOERROR' });
  });

  test('that refuses the server’s class leads to the answer, in every place', async () => {
    const fault = 'ACTIVATION.server-class-denied';
    const running = await started(faulty(fault), { fault });
    expect(running.connection.target.library.activated).toEqual([
      { class: 'client', call: 'CoCreateInstance', answer: 'NOERROR' },
      { class: 'server', call: 'CoCreateInstance', answer: 'E_ACCESSDENIED' },
    ]);
    const history = await played(running, async (stage) => {
      await stage.server();
    });
    expect(history.events.find(({ kind }) => kind === 'call')).toMatchObject({
      n: 2,
      method: 'CoCreateInstance',
      args: { class: 'server' },
      outcome: { name: 'E_ACCESSDENIED' },
    });
    expect(history.events.find(({ kind }) => kind === 'abandoned')).toMatchObject({
      why: 'server could not be given a set object: CoCreateInstance answered E_ACCESSDENIED',
      because: 2,
    });
  });

  test('that ends the process when it is asked does not end the kit', async () => {
    const fault = 'ACTIVATION.server-class-ends-process';
    const running = await started(faulty(fault), { fault });
    expect(running.connection.target.library.activated).toEqual([
      { class: 'client', call: 'CoCreateInstance', answer: 'NOERROR' },
      { class: 'server', call: 'CoCreateInstance', answer: 'nothing: the process ended by exit code 3' },
    ]);
    const history = await played(running, async (stage) => {
      await stage.server();
    });
    expect(history.events.find(({ kind }) => kind === 'process-end')).toMatchObject({ exitCode: 3 });
  });

  test('for one class only, or none, is told as that', async () => {
    const without: Machine = async (host) => {
      await reference(host);
      await host.run('reg', 'delete', SERVER, '/f');
    };
    const { library } = (await started(without)).connection.target;
    expect(library.registration?.map((each) => each.class)).toEqual(['client']);
    expect(library.activated?.[1]).toMatchObject({ class: 'server', answer: 'REGDB_E_CLASSNOTREG' });

    const nothing: Machine = () => Promise.resolve();
    const unavailable = { code: 'LIBRARY_NOT_REGISTERED' };
    await expect(new WineTarget(nothing).start({ limits })).rejects.toMatchObject(unavailable);
    expect((await checked(nothing))['registered VDI library']).toMatchObject({
      ok: false,
      detail: expect.stringContaining("no library is registered for VDI's classes") as string,
    });
  });

  test('whose file is gone is told as that', async () => {
    const gone: Machine = (host) =>
      registryText(host, `${SERVER}\\InprocServer32`, null, 'Z:\\nowhere\\sqlvdi.dll');
    await expect(new WineTarget(gone).start({ limits })).rejects.toMatchObject({
      code: 'LIBRARY_NOT_REGISTERED',
      message: expect.stringContaining('Z:\\nowhere\\sqlvdi.dll is registered, and cannot be read') as string,
    });
  });

  test('on a machine with named instances only is used with --instance', async () => {
    const fault = 'ACTIVATION.no-default-instance';
    const script = async (stage: Parameters<Parameters<typeof played>[1]>[0]): Promise<void> => {
      const { server, client } = await connect(stage);
      stage.need(await server.set.call('Close'));
      stage.need(await client.set.call('Close'));
    };
    const unnamed = await played(await started(faulty(fault), { fault }), script);
    expect(unnamed.events.find(({ kind }) => kind === 'abandoned')).toMatchObject({
      why: 'CreateEx had to succeed, and returned VD_E_INSTANCE_NAME',
    });
    const named = await played(await started(faulty(fault), { fault, instance: 'SQLEXPRESS' }), script);
    expect(named.target.instance).toBe('SQLEXPRESS');
    const calls = named.events.filter((event) => event.kind === 'call');
    expect(calls.map(({ method, args, outcome }) => [method, args['instanceName'], outcome])).toEqual([
      ['CreateEx', 'SQLEXPRESS', expect.objectContaining({ name: 'NOERROR' })],
      ['Open', 'SQLEXPRESS', expect.objectContaining({ name: 'NOERROR' })],
      ['Close', undefined, expect.objectContaining({ name: 'NOERROR' })],
      ['Close', undefined, expect.objectContaining({ name: 'NOERROR' })],
    ]);
  });

  test('refusing the default instance, doctor says which others there are', async () => {
    const machine: Machine = async (host) => {
      await faulty('ACTIVATION.no-default-instance')(host);
      await registryText(host, INSTANCES, 'SQLEXPRESS', 'MSSQL16.SQLEXPRESS');
    };
    expect((await checked(machine))["the client's CreateEx(NULL)"]).toEqual({
      what: "the client's CreateEx(NULL)",
      ok: false,
      detail: 'answered VD_E_INSTANCE_NAME',
      remedy: 'name a SQL Server instance of this machine with --instance: SQLEXPRESS',
    });
    expect((await checked(machine, 'SQLEXPRESS'))["the server's Open(SQLEXPRESS)"]?.ok).toBe(true);
  });
});
