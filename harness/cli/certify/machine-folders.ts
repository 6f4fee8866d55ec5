import { homedir, tmpdir } from 'node:os';
import path from 'node:path';
import type { MachinePaths } from '../../history/machine-paths.js';
import type { CertifyOptions } from './certify.js';

/** The folders of this machine that a run has to do with, by the names that reports have in their places. */
export function machineFolders(
  root: string,
  out: string,
  { vdi, client }: Pick<CertifyOptions, 'vdi' | 'client'>,
): MachinePaths {
  const program = client?.command[0];
  return {
    '<kit>': root,
    '<out>': out,
    ...(vdi === undefined ? {} : { '<library>': path.dirname(path.resolve(vdi)) }),
    ...(program === undefined || !path.isAbsolute(program) ? {} : { '<client>': path.dirname(program) }),
    '<here>': process.cwd(),
    '<temporary>': tmpdir(),
    ...homeFolder(),
    '<node>': path.dirname(process.execPath),
  };
}

/** A user without an entry in the system's list, as a container may have, and without HOME, has none: Node throws. */
function homeFolder(): MachinePaths {
  try {
    return { '<home>': homedir() };
  } catch {
    return {};
  }
}
