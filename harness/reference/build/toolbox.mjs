// @ts-check
/** What a build is made of: running a compiler, finding files, and knowing what was made from what. */
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** What is linked: the sources of some folders, with some flags; `needs` is another product, a library, that is made before.
 * @typedef {{ name: string, folders: string[], flags: string[], needs?: string }} Product */

/** Programs that are made besides the libraries, when they are asked for.
 * @typedef {{ tests: boolean, fuzz: boolean, replay: boolean, planted: boolean, clients: boolean, 'data-path': boolean }} Programs */

/** What the user can do something about. */
export class BuildError extends Error {}

const parallelCompilations = 2;

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

/**
 * The first of some compilers that runs.
 * @param {string[]} commands
 * @param {string} otherwise What the user is told when there is none.
 * @returns {Promise<{ command: string, version: string }>}
 */
export async function firstCompiler(commands, otherwise) {
  for (const command of commands) {
    const { code, output } = await run(command, ['--version']);
    if (code === 0) return { command, version: output.split('\n')[0] ?? '' };
  }
  throw new BuildError(otherwise);
}

/**
 * @param {string} compiler
 * @param {string[]} args
 * @param {string} target
 */
export async function produce(compiler, args, target) {
  // Made beside and then renamed: a process that has the old library loaded keeps it whole.
  const fresh = `${target}.${process.pid}.new`;
  const { code, output } = await run(compiler, [...args, '-o', fresh]);
  if (code !== 0) throw new BuildError(`${compiler} ${args.join(' ')}\n${output}`);
  renameSync(fresh, target);
}

/** @param {string} folder @param {RegExp} pattern @returns {string[]} */
export function filesIn(folder, pattern) {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile() && pattern.test(entry.name))
    .map((entry) => join(entry.parentPath ?? entry.path, entry.name))
    .sort();
}

/** @param {string[]} parts */
export function digest(parts) {
  const hash = createHash('sha256');
  for (const part of parts) hash.update(part).update('\0');
  return hash.digest('hex');
}

/** What each file was made from, so that a build does only what is needed. */
export class Stamps {
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
 * @template Item
 * @param {Item[]} items
 * @param {(item: Item) => Promise<void>} work
 */
export async function inParallel(items, work) {
  const queue = [...items];
  const worker = async () => {
    for (let item = queue.shift(); item !== undefined; item = queue.shift()) await work(item);
  };
  await Promise.all(Array.from({ length: parallelCompilations }, worker));
}
