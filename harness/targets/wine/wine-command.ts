import { execFile, execFileSync } from 'node:child_process';
import { accessSync, constants } from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** Whether a command is there to be called. */
export function hasCommand(name: string): boolean {
  return (process.env['PATH'] ?? '').split(path.delimiter).some((folder) => {
    try {
      accessSync(path.join(folder, name), constants.X_OK);
      return true;
    } catch {
      return false;
    }
  });
}

/** e.g. `wine-8.0 (Debian 8.0~repack-4)`. */
export function wineVersion(): string {
  return execFileSync('wine', ['--version'], {
    encoding: 'utf8',
    env: wineEnvironment('/nonexistent'),
  }).trim();
}

/** All that a program under Wine gets of ours: no display, no debugger for one that crashes, no downloads. */
export function wineEnvironment(prefix: string): NodeJS.ProcessEnv {
  const { PATH } = process.env;
  return {
    ...(PATH === undefined ? {} : { PATH }),
    HOME: prefix,
    // Where Wine's server has a folder that it leaves behind: so it goes with the prefix.
    TMPDIR: prefix,
    WINEPREFIX: prefix,
    WINEDEBUG: '-all',
    WINEDLLOVERRIDES: 'mscoree,mshtml,winedbg.exe,winemenubuilder.exe=',
    LC_ALL: 'C.UTF-8',
  };
}

/** Runs Wine's command to its end. @throws Error with what it wrote when it fails or takes too long. */
export async function runWine(
  command: 'wine' | 'wineserver',
  args: readonly string[],
  prefix: string,
  limitMs: number,
): Promise<void> {
  await run(command, args, { env: wineEnvironment(prefix), timeout: limitMs, killSignal: 'SIGKILL' });
}

/** Ends every process of a prefix, and Wine's server for it, and waits until they are gone. */
export async function endWine(prefix: string, limitMs: number): Promise<void> {
  // It fails when there was nothing to end.
  await runWine('wineserver', ['-k'], prefix, limitMs).catch(() => undefined);
  await runWine('wineserver', ['-w'], prefix, limitMs);
}
