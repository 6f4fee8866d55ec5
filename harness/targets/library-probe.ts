import { closeSync, openSync } from 'node:fs';
import { mkdtemp, readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Found, ProbeTask } from '../agent/library-found.js';
import { ENV } from '../agent/settings.js';
import type { NodeHost } from './node-host.js';
import { removeFolder } from './remove-folder.js';

/** As much of what was printed as a reader needs, in characters. */
const EXCERPT = 300;

/** What came of a probe. */
export interface Probed {
  /** What it had told when it ended; null: nothing. */
  readonly found: Found | null;
  /** How its process ended, for a reader. */
  readonly how: string;
}

/** Looks at a library in a process of its own: its initializers are code that nobody has checked. */
export async function probeLibrary(
  host: NodeHost,
  script: string,
  task: Omit<ProbeTask, 'answer'>,
  limitMs: number,
): Promise<Probed> {
  const folder = await mkdtemp(path.join(tmpdir(), 'vdi-conformance-probe-'));
  const answer = path.join(folder, 'answer.json');
  let tooLate: NodeJS.Timeout | undefined;
  try {
    const env = host.koffi === null ? {} : { [ENV.koffi]: host.koffi };
    const whole: ProbeTask = { ...task, answer: host.inside(answer) };
    const log = openSync(path.join(folder, 'log'), 'w');
    const child = host.start(script, [JSON.stringify(whole)], env, log);
    closeSync(log);
    const how = await new Promise<string>((resolve) => {
      tooLate = setTimeout(() => {
        resolve(`did not end within ${limitMs} ms`);
        child.kill('SIGKILL');
      }, limitMs);
      child.once('error', (error) => {
        resolve(`could not be started: ${error.message}`);
      });
      child.once('exit', (code, signal) => {
        resolve(`ended by ${signal ?? `exit code ${shown(code ?? 0)}`}`);
      });
    });
    const text = await readFile(answer, 'utf8').catch(() => '');
    if (text !== '') return { found: JSON.parse(text) as Found, how };
    const printed = await readFile(path.join(folder, 'log'), 'utf8').catch(() => '');
    return { found: null, how: printed === '' ? how : `${how}: ${mainPoint(printed)}` };
  } finally {
    clearTimeout(tooLate);
    await removeFolder(folder);
  }
}

/** Of what was printed the error, as Node prints it; else how it begins. */
function mainPoint(printed: string): string {
  return (/^\w*Error\b.*$/m.exec(printed)?.[0] ?? printed).trim().slice(0, EXCERPT);
}

/** Windows' statuses are known in hex. */
function shown(code: number): string {
  return code >= 0x4000_0000 ? `0x${code.toString(16)}` : String(code);
}
