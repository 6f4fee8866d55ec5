// @ts-check
/**
 * How the reference becomes a Windows library, from any system that has mingw: compiler, flags and products for
 * build.mjs.
 */

import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { firstCompiler } from './toolbox.mjs';

/** Windows platforms by name, with the prefix that mingw's tools bear.
 * @type {Record<string, string | undefined>} */
const tools = { 'win32-x64': 'x86_64-w64-mingw32', 'win32-ia32': 'i686-w64-mingw32' };
const debianPackages = { 'win32-x64': 'g++-mingw-w64-x86-64', 'win32-ia32': 'g++-mingw-w64-i686' };

export const windowsPlatforms = Object.keys(tools);

/**
 * The best first: with the C++ library's threads on POSIX ones, which the others lack.
 * @param {string} platform
 */
export function windowsCompiler(platform) {
  const commands = [`${tools[platform]}-g++-posix`, `${tools[platform]}-g++`];
  const name = platform === 'win32-ia32' ? debianPackages['win32-ia32'] : debianPackages['win32-x64'];
  return firstCompiler(
    commands,
    `no compiler for ${platform} found (looked for ${commands.join(', ')}). On Debian and Ubuntu: apt-get install ${name}`,
  );
}

/**
 * @param {string} platform
 * @param {string} version The reference's.
 */
export function windowsCompileFlags(platform, version) {
  const flags = ['-std=c++17', '-O2', '-Wall', '-Wextra', '-Werror', '-fno-exceptions', '-fno-rtti'];
  // Windows 7 and later. Calls by name that take wide strings do so in these words too.
  flags.push('-D_WIN32_WINNT=0x0601', '-DUNICODE', '-DWIN32_LEAN_AND_MEAN', '-DNOMINMAX');
  flags.push(`-DVDI_REFERENCE_VERSION="${version}"`);
  // Callers on x86 align the stack to four bytes only; code that needs more sees to it itself.
  if (platform === 'win32-ia32') flags.push('-mstackrealign');
  return flags;
}

/**
 * @param {import('./toolbox.mjs').Programs} programs
 * @returns {import('./toolbox.mjs').Product[]}
 */
export function windowsProducts(programs) {
  const core = ['threads', 'platform', 'shared', 'server', 'client', 'com', 'recording'];
  // Nothing but what every Windows has: the compiler's libraries go in. The same sources give the same file.
  const whole = ['-static', '-s', '-Wl,--no-insert-timestamp', '-Wl,--dynamicbase', '-Wl,--nxcompat'];
  const systems = ['-ladvapi32'];
  // What the sources mark is exported, and on x86 without the decoration that stdcall brings.
  const library = ['-shared', ...whole, '-Wl,--kill-at'];
  const list = [
    { name: 'vdi_reference.dll', folders: [...core, 'right'], flags: [...library, ...systems] },
    { name: 'vdi_faulty.dll', folders: [...core, 'faults'], flags: [...library, ...systems] },
    { name: 'vdi_recording.dll', folders: ['threads', 'recording', 'recording_library'], flags: library },
    { name: 'vdi_recorder.dll', folders: ['threads', 'recorder'], flags: library },
  ];
  if (programs.tests)
    list.push({
      name: 'vdi_native_tests.exe',
      folders: ['threads', 'platform', 'shared', 'recording', 'tests'],
      flags: [...whole, ...systems, '-lole32', '-lversion', '-lws2_32'],
    });
  if (programs.clients)
    list.push({ name: 'vdi_client.exe', folders: ['clients'], flags: [...whole, '-lole32', '-lshell32'] });
  return list;
}

/** @param {string} name @param {string} version */
function versionResource(name, version) {
  const numbers = `${version.split('.').slice(0, 3).join(',')},0`;
  const strings = {
    FileDescription: 'VDI reference of vdi-conformance',
    FileVersion: version,
    OriginalFilename: name,
    ProductName: 'vdi-conformance',
    ProductVersion: version,
  };
  const values = Object.entries(strings).map(([key, value]) => `VALUE "${key}", "${value}"`);
  return `1 VERSIONINFO FILEVERSION ${numbers} PRODUCTVERSION ${numbers} FILETYPE 2
BEGIN
BLOCK "StringFileInfo" BEGIN BLOCK "040904B0" BEGIN
${values.join('\n')}
END END
BLOCK "VarFileInfo" BEGIN VALUE "Translation", 0x0409, 0x04B0 END
END
`;
}

/**
 * What Windows says of a library that is asked for its version: a resource to be linked into it.
 *
 * @param {string} platform
 * @param {string} name The library's.
 * @param {string} version
 * @param {string} objects The folder for what is made on the way.
 * @returns {{ object: string, command: string, args: string[] }}
 */
export function windowsResource(platform, name, version, objects) {
  const source = join(objects, `${name}.rc`);
  const object = join(objects, `${name}.res.o`);
  writeFileSync(source, versionResource(name, version));
  return { object, command: `${tools[platform]}-windres`, args: ['-O', 'coff', source] };
}

/**
 * Whether a source is for this system: `..._linux.cpp` and `..._windows.cpp` are for one only.
 * @param {string} file
 * @param {boolean} windows
 */
export function isForSystem(file, windows) {
  return !(windows ? /_linux\.cpp$/ : /_windows\.cpp$/).test(file);
}
