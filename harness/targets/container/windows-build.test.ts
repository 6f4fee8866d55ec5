import { expect, test } from 'vitest';
import type { ContainerSettings } from './settings.js';
import { windowsBuildCheck, type WindowsFacts } from './windows-build.js';

type Chosen = Pick<ContainerSettings, 'windows' | 'isolation'>;

const CHOSEN: Chosen = { windows: 'ltsc2022', isolation: 'default' };
const SERVER: WindowsFacts = { os: 'windows', osVersion: '', kernelVersion: '', isolation: 'process' };

/** As Docker says it on a Windows of this build. */
const hostOf = (build: number, isolation = 'process'): WindowsFacts => ({
  ...SERVER,
  osVersion: `10.0.${build}`,
  kernelVersion: `10.0 ${build} (${build}.1.amd64fre.some_release.210507-1500)`,
  isolation,
});

const check = (engine: WindowsFacts, chosen: Partial<Chosen> = {}) =>
  windowsBuildCheck(engine, { os: 'windows' }, { ...CHOSEN, ...chosen });

test.each([
  ['ltsc2019', 17_763],
  ['ltsc2022', 20_348],
  ['ltsc2025', 26_100],
  // Windows 11, and the server of 2025: later than the kernel's calls are stable.
  ['ltsc2022', 22_631],
  ['ltsc2022', 26_100],
] as const)('as a process %s runs on build %i', (windows, build) => {
  expect(check(hostOf(build), { windows })).toMatchObject({
    ok: true,
    detail: expect.stringContaining(`build ${build}`) as string,
  });
});

test.each([
  ['ltsc2022', 17_763, 'say --isolation hyperv, or --windows ltsc2019'],
  ['ltsc2025', 20_348, 'say --isolation hyperv, or --windows ltsc2022'],
  ['ltsc2019', 20_348, 'say --isolation hyperv, or --windows ltsc2022'],
  ['ltsc2019', 26_100, 'say --isolation hyperv, or --windows ltsc2025'],
  ['ltsc2025', 22_631, 'say --isolation hyperv, or --windows ltsc2022'],
  // Windows 10: none of the images is of its build.
  ['ltsc2022', 19_045, 'say --isolation hyperv'],
] as const)('as a process %s does not run on build %i', (windows, build, remedy) => {
  const found = check(hostOf(build), { windows });
  expect(found).toMatchObject({ what: "the engine's Windows", ok: false, remedy });
  expect(found?.detail).toContain(`build ${build}`);
  expect(found?.detail).toContain(windows);
});

test('the build is in one of two places', () => {
  const mismatch = hostOf(17_763);
  expect(check({ ...mismatch, osVersion: '' })).toMatchObject({ ok: false });
  expect(check({ ...mismatch, kernelVersion: '' })).toMatchObject({ ok: false });
});

test('an engine that tells no build is not judged', () => {
  expect(check(SERVER)).toMatchObject({
    ok: true,
    detail: 'of unknown build, isolation process: not compared',
  });
});

test('under Hyper-V a container has a kernel of its own, whoever chose that', () => {
  const detail = 'build 17763, isolation hyperv: not compared';
  expect(check(hostOf(17_763, 'hyperv'))).toMatchObject({ ok: true, detail });
  expect(check(hostOf(17_763), { isolation: 'hyperv' })).toMatchObject({ ok: true, detail });
  expect(check(hostOf(17_763, 'hyperv'), { isolation: 'process' })).toMatchObject({ ok: false });
});

test('there is nothing to compare for the proof, or with an engine for Linux', () => {
  const linux: WindowsFacts = {
    os: 'linux',
    osVersion: '12',
    kernelVersion: '6.1.0-18-amd64',
    isolation: '',
  };
  expect(check(linux)).toBeNull();
  expect(windowsBuildCheck(linux, { os: 'linux' }, CHOSEN)).toBeNull();
  expect(windowsBuildCheck(hostOf(17_763), { os: 'linux' }, CHOSEN)).toBeNull();
});
