import { existsSync } from 'node:fs';
import path from 'node:path';
import { TargetUnavailableError } from '../errors/kit-error.js';
import { PACKAGE_ROOT } from '../kit-package.js';
import type { Check } from './target.js';

/** package.json's `engines`. */
const LEAST_NODE = [20, 19] as const;

export function nodeCheck(): Check {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  const ok = major > LEAST_NODE[0] || (major === LEAST_NODE[0] && minor >= LEAST_NODE[1]);
  const check = { what: 'Node.js', ok, detail: `version ${process.versions.node}` };
  return ok ? check : { ...check, remedy: `install Node.js ${LEAST_NODE.join('.')} or later` };
}

export function platformCheck(wanted: NodeJS.Platform, remedy: string): Check {
  const ok = process.platform === wanted && process.arch === 'x64';
  const check = { what: 'operating system', ok, detail: `${process.platform}-${process.arch}` };
  return ok ? check : { ...check, remedy };
}

/** Whether files that a command of the kit makes are there. */
export function builtCheck(what: string, files: readonly string[], remedy: string): Check {
  const missing = files.filter((file) => !existsSync(file)).map((file) => path.relative(PACKAGE_ROOT, file));
  if (missing.length === 0) return { what, ok: true, detail: 'built' };
  return { what, ok: false, detail: `not built: ${missing.join(', ')}`, remedy };
}

/** @throws TargetUnavailableError naming everything that is missing. */
export function needAll(target: string, checks: readonly Check[]): void {
  const missing = checks.filter(({ ok }) => !ok);
  const [first] = missing;
  if (first === undefined) return;
  const all = missing.map(({ what, detail }) => `${what}: ${detail}`).join('; ');
  const remedy = first.remedy === undefined ? {} : { remedy: first.remedy };
  throw new TargetUnavailableError(
    'TARGET_UNAVAILABLE',
    `the ${target} target is not available: ${all}`,
    remedy,
  );
}
