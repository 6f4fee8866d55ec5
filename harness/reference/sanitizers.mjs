// @ts-check
/**
 * The native library under ASan with UBSan, and under TSan: its tests, and sequences of the explorer, which a native
 * driver replays because Node cannot host the sanitizers.
 *
 *     node harness/reference/sanitizers.mjs [--sequences N] [--seed N] [--only address|thread] [--planted MISTAKE]
 *
 * Exit code 0 only if every test passed, every sequence was replayed as the model says, and no sanitizer had
 * anything to report in any process, those that are killed included. `--planted` runs a program that makes a mistake
 * in their place (native/planted), to see this fail.
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';

const here = dirname(fileURLToPath(import.meta.url));
const repository = resolve(here, '..', '..');

const { values } = parseArgs({
  options: {
    sequences: { type: 'string', default: '2000' },
    seed: { type: 'string', default: '1' },
    only: { type: 'string' },
    planted: { type: 'string' },
  },
});
const sanitizers = ['address', 'thread'].filter((name) => values.only === undefined || values.only === name);
if (sanitizers.length === 0) {
  console.error(`--only is address or thread, not "${values.only}"`);
  process.exit(2);
}

const folder = mkdtempSync(join(tmpdir(), 'vdi-sanitizers-'));
process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
for (const [signal, number] of /** @type {const} */ ([
  ['SIGINT', 2],
  ['SIGTERM', 15],
]))
  process.once(signal, () => process.exit(128 + number));

let failures = 0;

/**
 * Runs a program. UBSan beside ASan writes to standard error only, so that is looked at as well.
 * @param {string} what for the reader
 * @param {string} command
 * @param {string[]} args
 * @param {{ env?: NodeJS.ProcessEnv, passed?: (output: string) => boolean }} [how]
 * @returns {string} what it printed
 */
function run(what, command, args, { env = {}, passed = () => true } = {}) {
  const began = performance.now();
  const ended = spawnSync(command, args, {
    cwd: repository,
    env: { ...process.env, ...env },
    encoding: 'utf8',
    maxBuffer: 256 << 20,
  });
  const output = `${ended.stdout ?? ''}${ended.stderr ?? ''}${ended.error ? String(ended.error) : ''}`;
  const well = ended.status === 0 && passed(output) && !/: runtime error: /.test(output);
  const seconds = ((performance.now() - began) / 1000).toFixed(1);
  const last = output.trimEnd().split('\n').at(-1) ?? '';
  console.log(`${well ? 'passed' : 'FAILED'}  ${what} (${seconds} s): ${last}`);
  if (!well) {
    failures += 1;
    console.log(output.replace(/^ok .*\n/gm, '').slice(0, 8000));
  }
  return output;
}

/** @param {string} output */
function tapOf(output) {
  const planned = Number(/^1\.\.(\d+)$/m.exec(output)?.[1] ?? 0);
  const passed = output.match(/^ok /gm)?.length ?? 0;
  return { planned, passed };
}

/** What is built for a sanitizer, and run: two programs with their arguments. */
function whatToRun() {
  const { planted } = values;
  if (planted !== undefined)
    return {
      programs: ['--planted'],
      tests: ['vdi_planted', planted, 'tests'],
      replay: ['vdi_planted', planted, 'replay'],
    };
  const sequences = join(folder, 'sequences');
  run('sequences of the explorer', process.execPath, [
    ...[join('dist', 'harness', 'cli', 'main.js'), 'explore'],
    ...['--runs', values.sequences, '--seed', values.seed, '--write-sequences', sequences],
  ]);
  return {
    programs: ['--tests', '--replay'],
    tests: ['vdi_native_tests'],
    replay: ['vdi_replay', sequences],
  };
}

const { programs, tests, replay } = whatToRun();
for (const sanitizer of sanitizers) {
  const build = join(here, 'build.mjs');
  run(`build, ${sanitizer}`, process.execPath, [build, ...programs, '--sanitizer', sanitizer]);
  const place = join(repository, 'dist', 'native', `${process.platform}-${process.arch}-${sanitizer}`);
  // Into files: what a process said before it was killed counts as well.
  const options = `log_path=${join(folder, `report-${sanitizer}`)}`;
  const env = { ASAN_OPTIONS: options, UBSAN_OPTIONS: options, TSAN_OPTIONS: options };
  const [testProgram = '', ...testArguments] = tests;
  run(`native tests, ${sanitizer}`, join(place, testProgram), testArguments, {
    env,
    passed: (output) => {
      const { planned, passed } = tapOf(output);
      console.log(`        ${passed} of ${planned} native tests`);
      return planned > 0 && passed === planned;
    },
  });
  const [replayProgram = '', ...replayArguments] = replay;
  run(`replay, ${sanitizer}`, join(place, replayProgram), replayArguments, { env });
}

for (const report of readdirSync(folder).filter((name) => name.startsWith('report-'))) {
  failures += 1;
  console.log(`FAILED  a sanitizer reported:\n${readFileSync(join(folder, report), 'utf8').slice(0, 8000)}`);
}
console.log(failures === 0 ? 'sanitizers: clean' : `sanitizers: ${failures} failures`);
process.exitCode = failures === 0 ? 0 : 1;
