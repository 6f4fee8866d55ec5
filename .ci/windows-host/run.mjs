// The installed package as a user of Windows has it, in Windows' Node under Wine: the command line, vitest's worker threads,
// the agent, the roles and the reports. What it certifies is the reference DLL, as registered with Windows and by its path.
//
//     node .ci/windows-host/run.mjs FOLDER     FOLDER: where `npm install --os=win32 --cpu=x64` installed the archive
//
// Needs the build of this checkout, mingw-w64 and Wine. The reports are in FOLDER/out. Exit code 0 only if every command
// ended as it should.
import { spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, mkdtempSync, openSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { endOnSignals } from '../../dist/harness/targets/end-on-signals.js';
import { WineNode } from '../../dist/harness/targets/wine/wine-node.js';

const [, , folder] = process.argv;
if (folder === undefined) throw new Error('usage: node .ci/windows-host/run.mjs FOLDER');
/** For one command, in milliseconds: all rules take a minute or two. */
const LIMIT_MS = 600_000;

process.chdir(folder);
const kit = path.resolve('node_modules', 'vdi-conformance', 'dist');
const main = path.join(kit, 'harness', 'cli', 'main.js');
const dll = path.join(kit, 'native', 'win32-x64', 'vdi_reference.dll');
const temporary = mkdtempSync(path.join(tmpdir(), 'vdi-windows-host-'));
const host = await WineNode.prepare((what) => console.log(`${what} ...`));
const end = async () => {
  await host.end();
  rmSync(temporary, { recursive: true, force: true });
};
endOnSignals(end);

function buildMissingLibrary() {
  const source = path.join(import.meta.dirname, 'bcryptprimitives.cpp');
  const args = ['-shared', '-static', '-s', '-o', path.join(temporary, 'bcryptprimitives.dll'), source];
  const { status, error } = spawnSync('x86_64-w64-mingw32-g++', [...args, '-ladvapi32'], {
    stdio: 'inherit',
  });
  if (status !== 0) throw new Error(`bcryptprimitives.dll was not built: ${error?.message ?? status}`);
}

/** Runs a script with Windows' Node, whose streams have to be files. True: it ended with `exitCode` and said `words`. */
async function ran(script, args, exitCode, words) {
  console.log(`\n> ${path.basename(script)} ${args.join(' ')}`);
  const output = path.join(temporary, 'output');
  const log = openSync(output, 'w');
  const child = host.start(script, args, { WINEPATH: host.inside(temporary) }, log);
  closeSync(log);
  const tooLate = setTimeout(() => child.kill('SIGKILL'), LIMIT_MS);
  const [code, signal] = await once(child, 'exit');
  clearTimeout(tooLate);
  const said = readFileSync(output, 'utf8');
  console.log(said);
  if (code === exitCode && said.includes(words)) return true;
  console.log(`FAILED: ended with ${signal ?? code}; ${exitCode} was expected, and "${words}"`);
  return false;
}

const lowerCase = path.join(import.meta.dirname, 'in-lower-case.cjs');
const onWindows = ['--target', 'windows-host'];
const one = ['certify', ...onWindows, '--rule', 'CLOSE-14', '--vdi', host.inside(dll)];
try {
  buildMissingLibrary();
  const results = [
    await ran(main, ['rules'], 0, 'CLOSE-17'),
    await ran(main, ['doctor', ...onWindows], 3, 'no library is registered'),
    await ran(main, ['certify', ...onWindows], 3, 'LIBRARY_NOT_REGISTERED'),
    await ran(main, ['certify', ...onWindows, '--vdi', 'none.dll'], 2, 'LIBRARY_MISSING'),
  ];
  await host.run('regsvr32', '/s', host.inside(dll));
  results.push(
    await ran(main, ['doctor', ...onWindows], 0, "the server's CoCreateInstance: answered NOERROR"),
    await ran(main, ['certify', ...onWindows, '--html', '--out', 'out'], 0, '\nconformant\n'),
    await ran(
      lowerCase,
      [host.inside(main), ...one, '--out', 'one [é] {a,b}', '--html'],
      0,
      '1 rule: 1 pass',
    ),
  );
  process.exitCode = results.includes(false) ? 1 : 0;
} finally {
  await end();
}
