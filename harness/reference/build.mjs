// @ts-check
/**
 * Builds the native part of the reference with the C++ compiler at hand.
 *
 *     node harness/reference/build.mjs [--tests] [--sanitizer address|thread] [--out DIR]
 *
 * Compiles only what changed: an object is kept while the hash of its source, of every header and of the
 * flags is the one it was made from.
 */
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';

const here = dirname(fileURLToPath(import.meta.url));
const sources = join(here, 'native');
const repository = resolve(here, '..', '..');
const parallelCompilations = 2;

/** What is linked: the sources of some folders, with some flags.
 * @typedef {{ name: string, folders: string[], flags: string[] }} Product */

class BuildError extends Error {}

function parsedArguments() {
  try {
    return parseArgs({
      options: { tests: { type: 'boolean' }, sanitizer: { type: 'string' }, out: { type: 'string' } },
    }).values;
  } catch (error) {
    throw new BuildError(error instanceof Error ? error.message : String(error));
  }
}

/** @returns {{ tests: boolean, sanitizer: string | undefined, out: string }} */
function readArguments() {
  const values = parsedArguments();
  if (values.sanitizer !== undefined && !['address', 'thread'].includes(values.sanitizer))
    throw new BuildError(`--sanitizer is address or thread, not "${values.sanitizer}"`);
  const place = `${process.platform}-${process.arch}${values.sanitizer ? `-${values.sanitizer}` : ''}`;
  const out = values.out === undefined ? join(repository, 'dist', 'native', place) : resolve(values.out);
  return { tests: values.tests ?? false, sanitizer: values.sanitizer, out };
}

/**
 * @param {string} command
 * @param {string[]} args
 * @returns {Promise<{ code: number | null, output: string }>}
 */
function run(command, args) {
  return new Promise((done) => {
    const child = spawn(command, args, { stdio: ['ignore', 'pipe', 'pipe'] });
    let output = '';
    child.stdout.on('data', (text) => (output += text));
    child.stderr.on('data', (text) => (output += text));
    child.on('error', (error) => done({ code: null, output: String(error) }));
    child.on('close', (code) => done({ code, output }));
  });
}

/** @returns {Promise<{ command: string, version: string }>} */
async function findCompiler() {
  const wanted = process.env.CXX;
  for (const command of wanted ? [wanted] : ['g++', 'clang++', 'c++']) {
    const { code, output } = await run(command, ['--version']);
    if (code === 0) return { command, version: output.split('\n')[0] ?? '' };
  }
  throw new BuildError(
    wanted
      ? `the C++ compiler that CXX names does not run: "${wanted}"`
      : 'no C++ compiler found (looked for g++, clang++, c++). On Debian and Ubuntu: apt-get install g++',
  );
}

/**
 * @param {string} compilerVersion
 * @param {string | undefined} sanitizer
 */
function compileFlags(compilerVersion, sanitizer) {
  const version = JSON.parse(readFileSync(join(here, 'native', 'version.json'), 'utf8')).version;
  const flags = ['-std=c++17', '-O2', '-fPIC', '-pthread', '-Wall', '-Wextra', '-Werror'];
  flags.push('-fvisibility=hidden');
  // The library must be able to leave a process: nothing in it may be unique to the process, or outlive it.
  if (!/clang/i.test(compilerVersion)) flags.push('-fno-gnu-unique'); // clang makes no such symbols
  flags.push('-fno-exceptions', '-fno-rtti', `-DVDI_REFERENCE_VERSION="${version}"`);
  if (sanitizer === 'address')
    flags.push('-g', '-fno-omit-frame-pointer', '-fsanitize=address,undefined', '-fno-sanitize-recover=all');
  if (sanitizer === 'thread') flags.push('-g', '-fno-omit-frame-pointer', '-fsanitize=thread');
  return flags;
}

/**
 * @param {string | undefined} sanitizer
 * @param {boolean} tests
 * @returns {Product[]}
 */
function products(sanitizer, tests) {
  const core = ['platform', 'shared', 'server', 'client', 'com'];
  const checks = { address: ['-fsanitize=address,undefined'], thread: ['-fsanitize=thread'] };
  const sanitize = sanitizer === 'address' || sanitizer === 'thread' ? checks[sanitizer] : [];
  const runtime = sanitizer ? [] : ['-static-libstdc++', '-static-libgcc'];
  // Defined symbols only, except that a sanitizer's come with the executable.
  const exported = `-Wl,--version-script=${join(sources, 'exports.map')}`;
  const library = ['-shared', '-pthread', ...sanitize, ...runtime, exported];
  library.push('-Wl,-O1', '-Wl,-z,relro,-z,now');
  if (!sanitizer) library.push('-Wl,-z,defs');
  /** @type {Product[]} */
  const list = [
    { name: 'libvdi_reference.so', folders: [...core, 'right'], flags: library },
    { name: 'libvdi_faulty.so', folders: [...core, 'faults'], flags: library },
    // A callback may come at any time for as long as the process lives: this one is never unloaded.
    { name: 'libvdi_recorder.so', folders: ['recorder'], flags: [...library, '-Wl,-z,nodelete'] },
  ];
  if (tests)
    list.push({
      name: 'vdi_native_tests',
      folders: ['tests'],
      flags: ['-pthread', ...sanitize, '-ldl'],
    });
  return list;
}

/** @param {string} folder @param {RegExp} pattern @returns {string[]} */
function filesIn(folder, pattern) {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile() && pattern.test(entry.name))
    .map((entry) => join(entry.parentPath ?? entry.path, entry.name))
    .sort();
}

/** @param {string[]} parts */
function digest(parts) {
  const hash = createHash('sha256');
  for (const part of parts) hash.update(part).update('\0');
  return hash.digest('hex');
}

/** What each file was made from, so that a build does only what is needed. */
class Stamps {
  /** @param {string} file */
  constructor(file) {
    this.file = file;
    /** @type {Record<string, string>} */
    this.made = existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : {};
  }
  /** @param {string} path @param {string} from */
  current(path, from) {
    return this.made[path] === from && existsSync(path);
  }
  /** @param {string} path @param {string} from */
  note(path, from) {
    this.made[path] = from;
    const fresh = `${this.file}.${process.pid}`;
    writeFileSync(fresh, JSON.stringify(this.made, null, 1));
    renameSync(fresh, this.file);
  }
}

/**
 * @param {string} compiler
 * @param {string[]} args
 * @param {string} target
 */
async function produce(compiler, args, target) {
  // Made beside and then renamed: a process that has the old library loaded keeps it whole.
  const fresh = `${target}.${process.pid}.new`;
  const { code, output } = await run(compiler, [...args, '-o', fresh]);
  if (code !== 0) throw new BuildError(`${compiler} ${args.join(' ')}\n${output}`);
  renameSync(fresh, target);
}

/**
 * @template Item
 * @param {Item[]} items
 * @param {(item: Item) => Promise<void>} work
 */
async function inParallel(items, work) {
  const queue = [...items];
  const worker = async () => {
    for (let item = queue.shift(); item !== undefined; item = queue.shift()) await work(item);
  };
  await Promise.all(Array.from({ length: parallelCompilations }, worker));
}

async function build() {
  const { tests, sanitizer, out } = readArguments();
  if (process.platform !== 'linux') {
    console.log(`reference: nothing is built on ${process.platform} yet`);
    return;
  }
  const started = Date.now();
  const compiler = await findCompiler();
  const flags = compileFlags(compiler.version, sanitizer);
  const objects = join(out, 'objects');
  mkdirSync(objects, { recursive: true });
  const stamps = new Stamps(join(out, 'stamps.json'));

  const wanted = products(sanitizer, tests);
  const units = [...new Set(wanted.flatMap((product) => product.folders))].flatMap((folder) =>
    filesIn(join(sources, folder), /\.cpp$/),
  );
  // The libraries see no header of the tests'.
  const texts = filesIn(sources, /\.h$/).map((file) => ({ file, text: readFileSync(file, 'utf8') }));
  const inTests = (/** @type {string} */ file) => relative(sources, file).startsWith('tests');
  const allHeaders = digest(texts.map(({ text }) => text));
  const libraryHeaders = digest(texts.filter(({ file }) => !inTests(file)).map(({ text }) => text));
  /** @param {string} unit */
  const objectOf = (unit) => join(objects, `${relative(sources, unit).replaceAll(/[\\/]/g, '.')}.o`);

  let compiled = 0;
  /** @type {Map<string, string>} */
  const madeFrom = new Map();
  await inParallel(units, async (unit) => {
    const object = objectOf(unit);
    const headers = inTests(unit) ? allHeaders : libraryHeaders;
    const from = digest([compiler.version, ...flags, headers, readFileSync(unit, 'utf8')]);
    madeFrom.set(object, from);
    if (stamps.current(object, from)) return;
    await produce(compiler.command, [...flags, '-c', unit], object);
    stamps.note(object, from);
    compiled += 1;
  });

  await inParallel(wanted, async (product) => {
    const parts = product.folders.flatMap((folder) => filesIn(join(sources, folder), /\.cpp$/).map(objectOf));
    const target = join(out, product.name);
    const exported = readFileSync(join(sources, 'exports.map'), 'utf8');
    const origins = parts.map((part) => `${part} ${madeFrom.get(part)}`);
    const from = digest([exported, ...product.flags, ...origins]);
    if (stamps.current(target, from)) return;
    await produce(compiler.command, [...parts, ...product.flags], target);
    stamps.note(target, from);
  });
  const seconds = ((Date.now() - started) / 1000).toFixed(1);
  const names = wanted.map((product) => product.name).join(', ');
  console.log(`reference: ${names} (${compiled} compiled, ${seconds} s)`);
}

try {
  await build();
} catch (error) {
  if (!(error instanceof BuildError)) throw error;
  console.error(`reference: ${error.message}`);
  process.exitCode = 1;
}
