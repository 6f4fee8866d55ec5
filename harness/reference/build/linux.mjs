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
  const core = ['threads', 'platform', 'shared', 'server', 'client', 'com'];
  const sanitize = sanitizer === undefined ? [] : (sanitizerFlags[sanitizer] ?? []);
  const runtime = sanitizer ? [] : ['-static-libstdc++', '-static-libgcc'];
  const exported = `-Wl,--version-script=${join(sources, 'exports.map')}`;
  const library = ['-shared', '-pthread', ...sanitize, ...runtime, exported];
  library.push('-Wl,-O1', '-Wl,-z,relro,-z,now');
  // Defined symbols only, except that a sanitizer's come with the executable.
  if (!sanitizer) library.push('-Wl,-z,defs');
  const list = [
    { name: 'libvdi_reference.so', folders: [...core, 'right'], flags: library },
    { name: 'libvdi_faulty.so', folders: [...core, 'faults'], flags: library },
    { name: 'libvdi_hostile.so', folders: ['hostile'], flags: [...library, '-ldl'] },
    // A callback may come at any time for as long as the process lives: this one is never unloaded.
    { name: 'libvdi_recorder.so', folders: ['recorder'], flags: [...library, '-Wl,-z,nodelete'] },
  ];
  const program = ['-pthread', ...sanitize, '-ldl'];
  // It needs none of the libraries.
  if (programs.planted) return [{ name: 'vdi_planted', folders: ['planted'], flags: program }];
  if (programs.tests)
    list.push({
      name: 'vdi_native_tests',
      folders: ['threads', 'platform', 'shared', 'tests'],
      flags: program,
    });
  if (programs.replay) list.push({ name: 'vdi_replay', folders: ['loading', 'replay'], flags: program });
  if (programs['data-path'])
    list.push({ name: 'vdi_data_path', folders: ['loading', 'data_path'], flags: program });
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
