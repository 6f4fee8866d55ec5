// @ts-check
/** How the reference becomes a Linux library: compiler, flags and products for build.mjs. */
import { join } from 'node:path';
import { firstCompiler } from './toolbox.mjs';

/** @type {Record<string, string[]>} */
const sanitizerFlags = { address: ['-fsanitize=address,undefined'], thread: ['-fsanitize=thread'] };

export const sanitizers = Object.keys(sanitizerFlags);

export function linuxCompiler() {
  const wanted = process.env.CXX;
  return firstCompiler(
    wanted ? [wanted] : ['g++', 'clang++', 'c++'],
    wanted
      ? `the C++ compiler that CXX names does not run: "${wanted}"`
      : 'no C++ compiler found (looked for g++, clang++, c++). On Debian and Ubuntu: apt-get install g++',
  );
}

/**
 * @param {string} compilerVersion
 * @param {string} version The reference's.
 * @param {string | undefined} sanitizer
 */
export function linuxCompileFlags(compilerVersion, version, sanitizer) {
  const flags = ['-std=c++17', '-O2', '-fPIC', '-pthread', '-Wall', '-Wextra', '-Werror'];
  flags.push('-fvisibility=hidden');
  // The library must be able to leave a process: nothing in it may be unique to the process, or outlive it.
  if (!/clang/i.test(compilerVersion)) flags.push('-fno-gnu-unique'); // clang makes no such symbols
  flags.push('-fno-exceptions', '-fno-rtti', `-DVDI_REFERENCE_VERSION="${version}"`);
  if (sanitizer !== undefined)
    flags.push('-g', '-fno-omit-frame-pointer', ...(sanitizerFlags[sanitizer] ?? []));
  if (sanitizer === 'address') flags.push('-fno-sanitize-recover=all');
  return flags;
}

/**
 * @param {string} sources Folder of the native sources.
 * @param {string | undefined} sanitizer
 * @param {import('./toolbox.mjs').Programs} programs
 * @returns {import('./toolbox.mjs').Product[]}
 */
export function linuxProducts(sources, sanitizer, programs) {
  const core = ['threads', 'platform', 'shared', 'server', 'client', 'com', 'recording'];
  const sanitize = sanitizer === undefined ? [] : (sanitizerFlags[sanitizer] ?? []);
  const runtime = sanitizer ? [] : ['-static-libstdc++', '-static-libgcc'];
  /** @param {string[]} map */
  const exporting = (...map) => `-Wl,--version-script=${join(sources, ...map)}`;
  const shared = ['-shared', '-pthread', ...sanitize, ...runtime, '-Wl,-O1', '-Wl,-z,relro,-z,now'];
  // Defined symbols only, except that a sanitizer's come with the executable.
  if (!sanitizer) shared.push('-Wl,-z,defs');
  const library = [...shared, exporting('exports.map')];
  // Under this name clients of SQL Server on Linux link it.
  const vendorName = 'libsqlvdi.so';
  const vendor = [...shared, exporting('linux_vendor', 'exports.map'), `-Wl,-soname,${vendorName}`];
  /** @type {import('./toolbox.mjs').Product[]} */
  const list = [
    { name: 'libvdi_reference.so', folders: [...core, 'right'], flags: library },
    { name: 'libvdi_faulty.so', folders: [...core, 'faults'], flags: library },
    { name: vendorName, folders: [...core, 'right', 'linux_vendor'], flags: vendor },
    { name: 'libvdi_hostile.so', folders: ['hostile'], flags: [...library, '-ldl'] },
    {
      name: 'libvdi_recording.so',
      folders: ['threads', 'recording', 'recording_library'],
      flags: [...library, '-ldl'],
    },
    // A callback may come at any time for as long as the process lives: this one is never unloaded.
    { name: 'libvdi_recorder.so', folders: ['threads', 'recorder'], flags: [...library, '-Wl,-z,nodelete'] },
  ];
  const program = ['-pthread', ...sanitize, '-ldl'];
  // It needs none of the libraries.
  if (programs.planted) return [{ name: 'vdi_planted', folders: ['planted'], flags: program }];
  if (programs.tests)
    list.push({
      name: 'vdi_native_tests',
      folders: ['threads', 'platform', 'shared', 'recording', 'tests'],
      flags: program,
    });
  if (programs.replay) list.push({ name: 'vdi_replay', folders: ['loading', 'replay'], flags: program });
  if (programs['data-path'])
    list.push({ name: 'vdi_data_path', folders: ['loading', 'data_path'], flags: program });
  if (programs.clients) {
    list.push({ name: 'vdi_client', folders: ['clients'], flags: program });
    const flags = [...program, '-Wl,-rpath,$ORIGIN'];
    list.push({ name: 'vdi_linux_client', folders: ['linux_client'], flags, needs: vendorName });
    // It bears the name by which clients find it, and so is in a folder of its own.
    const faulty = join('faulty', vendorName);
    list.push({ name: faulty, folders: [...core, 'faults', 'linux_vendor'], flags: vendor });
  }
  if (programs.fuzz) {
    // The library's own objects, so that the fuzzer can stand between them and the system.
    const flags = [...program, '-Wl,--wrap=munmap'];
    const folders = [...core, 'right', 'fuzz'];
    list.push({ name: 'vdi_fuzz', folders, flags });
    // With a weakness, so that the fuzzer can be seen to find one.
    const weak = '-Wl,--wrap=_ZN3vdi8platform11isSetMemoryEim';
    list.push({ name: 'vdi_fuzz_weak', folders: [...folders, 'fuzz_weak'], flags: [...flags, weak] });
  }
  return list;
}
