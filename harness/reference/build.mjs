// @ts-check
/**
 * Builds the native part of the reference with the C++ compiler at hand.
 *
 *     node harness/reference/build.mjs [--tests] [--clients] [--replay] [--data-path] [--fuzz] [--sanitizer address|thread] [--out DIR]
 *     node harness/reference/build.mjs --planted [--sanitizer address|thread]     nothing else: see sanitizers.mjs
 *     node harness/reference/build.mjs [--tests] [--clients] --platform win32-x64|win32-ia32 [--out DIR]
 *
 * Compiles only what changed: an object is kept while the hash of its source, of every header and of the
 * flags is the one it was made from.
 */
import { mkdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { linuxCompileFlags, linuxCompiler, linuxProducts, sanitizers } from './build/linux.mjs';
import { BuildError, digest, filesIn, inParallel, produce, Stamps } from './build/toolbox.mjs';
import {
  isForSystem,
  windowsCompileFlags,
  windowsCompiler,
  windowsPlatforms,
  windowsProducts,
  windowsResource,
} from './build/windows.mjs';

const here = dirname(fileURLToPath(import.meta.url));
const sources = join(here, 'native');
const repository = resolve(here, '..', '..');

function parsedArguments() {
  try {
    return parseArgs({
      options: {
        tests: { type: 'boolean', default: false },
        fuzz: { type: 'boolean', default: false },
        replay: { type: 'boolean', default: false },
        planted: { type: 'boolean', default: false },
        clients: { type: 'boolean', default: false },
        'data-path': { type: 'boolean', default: false },
        sanitizer: { type: 'string' },
        platform: { type: 'string' },
        out: { type: 'string' },
      },
    }).values;
  } catch (error) {
    throw new BuildError(error instanceof Error ? error.message : String(error));
  }
}

function readArguments() {
  const { sanitizer, platform: asked, out: folder, ...programs } = parsedArguments();
  if (sanitizer !== undefined && !sanitizers.includes(sanitizer))
    throw new BuildError(`--sanitizer is ${sanitizers.join(' or ')}, not "${sanitizer}"`);
  const own = `${process.platform}-${process.arch}`;
  const platform = asked ?? own;
  if (![own, ...windowsPlatforms].includes(platform))
    throw new BuildError(`--platform is ${own} or ${windowsPlatforms.join(' or ')}, not "${platform}"`);
  const windows = windowsPlatforms.includes(platform);
  if (
    windows &&
    (sanitizer !== undefined || programs.fuzz || programs.replay || programs.planted || programs['data-path'])
  )
    throw new BuildError(`there is no sanitizer, fuzzer, replay or data path for ${platform}`);
  const place = `${platform}${sanitizer ? `-${sanitizer}` : ''}`;
  const out = folder === undefined ? join(repository, 'dist', 'native', place) : resolve(folder);
  return { programs, sanitizer, platform, windows, asked: asked !== undefined, out };
}

async function build() {
  const { programs, sanitizer, platform, windows, asked, out } = readArguments();
  if (process.platform !== 'linux' && !asked) {
    console.log(`reference: nothing is built on ${process.platform} yet`);
    return;
  }
  const started = Date.now();
  const { version } = JSON.parse(readFileSync(join(sources, 'version.json'), 'utf8'));
  const compiler = await (windows ? windowsCompiler(platform) : linuxCompiler());
  const flags = windows
    ? windowsCompileFlags(platform, version)
    : linuxCompileFlags(compiler.version, version, sanitizer);
  const objects = join(out, 'objects');
  mkdirSync(objects, { recursive: true });
  const stamps = new Stamps(join(out, 'stamps.json'));

  const wanted = windows ? windowsProducts(programs) : linuxProducts(sources, sanitizer, programs);
  /** @param {string} folder */
  const sourcesIn = (folder) =>
    filesIn(join(sources, folder), /\.cpp$/).filter((file) => isForSystem(file, windows));
  const units = [...new Set(wanted.flatMap((product) => product.folders))].flatMap(sourcesIn);
  // The libraries see no header of the programs'.
  const texts = filesIn(sources, /\.h$/).map((file) => ({ file, text: readFileSync(file, 'utf8') }));
  const ofProgram = (/** @type {string} */ file) =>
    /^(tests|loading|replay|data_path|fuzz|clients|linux_client)[\\/]/.test(relative(sources, file));
  const allHeaders = digest(texts.map(({ text }) => text));
  const libraryHeaders = digest(texts.filter(({ file }) => !ofProgram(file)).map(({ text }) => text));
  /** @param {string} unit */
  const objectOf = (unit) => join(objects, `${relative(sources, unit).replaceAll(/[\\/]/g, '.')}.o`);

  let compiled = 0;
  /** @type {Map<string, string>} */
  const madeFrom = new Map();
  await inParallel(units, async (unit) => {
    const object = objectOf(unit);
    const headers = ofProgram(unit) ? allHeaders : libraryHeaders;
    const from = digest([compiler.version, ...flags, headers, readFileSync(unit, 'utf8')]);
    madeFrom.set(object, from);
    if (stamps.current(object, from)) return;
    await produce(compiler.command, [...flags, '-c', unit], object);
    stamps.note(object, from);
    compiled += 1;
  });

  const exported = filesIn(sources, /^exports\.map$/).map((file) => readFileSync(file, 'utf8'));
  /** @param {import('./build/toolbox.mjs').Product} product */
  const link = async (product) => {
    const parts = product.folders.flatMap((folder) => sourcesIn(folder).map(objectOf));
    const target = join(out, product.name);
    mkdirSync(dirname(target), { recursive: true });
    const origins = parts.map((part) => `${part} ${madeFrom.get(part)}`);
    const from = digest([...exported, version, ...product.flags, ...origins]);
    if (stamps.current(target, from)) return;
    if (windows) {
      const resource = windowsResource(platform, product.name, version, objects);
      await produce(resource.command, resource.args, resource.object);
      parts.push(resource.object);
    }
    if (product.needs !== undefined) parts.push(join(out, product.needs));
    await produce(compiler.command, [...parts, ...product.flags], target);
    stamps.note(target, from);
  };
  await inParallel(
    wanted.filter(({ needs }) => needs === undefined),
    link,
  );
  await inParallel(
    wanted.filter(({ needs }) => needs !== undefined),
    link,
  );
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
