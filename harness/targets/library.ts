import { createHash } from 'node:crypto';
import { readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import { UsageError } from '../errors/kit-error.js';
import type { History } from '../history/history.js';
import { wrongWithElf } from './elf.js';
import { probeLibrary } from './library-probe.js';
import type { NodeHost } from './node-host.js';
import { wrongWithPe } from './pe.js';

/** What a history says of the library under test, but for its file. */
export type LibraryFacts = Omit<History['target']['library'], 'file'>;

/** A departure that the reference's faulty variant can be told to make. */
export interface Fault {
  /** The rule that it breaks, a dot, and its name. */
  readonly id: string;
  readonly description: string;
}

/** Of the faults of the states, which random sequences find. */
export function isStateFault({ id }: Fault): boolean {
  return id.startsWith('STATE.');
}

/** Whether a rule is there to catch it: none is for faults of the states, and of what a machine may refuse. */
export function isFaultOfARule(fault: Fault): boolean {
  return !isStateFault(fault) && !fault.id.startsWith('ACTIVATION.');
}

export interface ExaminedLibrary {
  readonly facts: LibraryFacts;
  /** Version of the Wine that stands for Windows; null: none does. */
  readonly wine: string | null;
  /** Empty for every library but the faulty variant of the reference. */
  readonly faults: readonly Fault[];
}

/**
 * Examines a VDI library before anything is started for it.
 * @param file as this machine names it.
 * @throws UsageError LIBRARY_MISSING, LIBRARY_UNUSABLE (no library of this system, cannot be loaded) or
 * LIBRARY_WITHOUT_ENTRY_POINT.
 */
export async function examineLibrary(
  host: NodeHost,
  file: string,
  probeScript: string,
  limitMs: number,
): Promise<ExaminedLibrary> {
  const stats = await stat(file).catch(() => null);
  if (stats === null) {
    throw new UsageError('LIBRARY_MISSING', `there is no library ${file}`, {
      remedy: 'Give the path of the VDI library to certify.',
    });
  }
  const windows = host.system !== 'linux';
  if (!stats.isFile()) throw unusable(file, 'it is not a file', windows);
  const wrong = await (windows ? wrongWithPe(file) : wrongWithElf(file));
  if (wrong !== null) throw unusable(file, wrong, windows);
  const task = { library: host.inside(path.resolve(file)) };
  const { found, how } = await probeLibrary(host, probeScript, task, limitMs);
  if (found === null) throw unusable(file, `a process that loaded it ${how}`, windows);
  if (!found.loads) throw unusable(file, found.why, windows);
  if (!found.entryPoint) {
    const entryPoint = windows ? 'DllGetClassObject' : 'VdiGetClassObject';
    const system = windows ? 'Windows' : 'Linux';
    throw new UsageError('LIBRARY_WITHOUT_ENTRY_POINT', `${file} has no entry point ${entryPoint}`, {
      remedy: `A VDI library for ${system} exports ${entryPoint}; is this another library?`,
    });
  }
  const { version, fileVersion } = found;
  const facts = { sha256: await sha256Of(file), version };
  return {
    facts: windows ? { ...facts, fileVersion, activation: 'from-file' } : facts,
    wine: found.wine,
    faults: faultsOf(found.faultList),
  };
}

/** @throws the file system's error when it cannot be read. */
export async function sha256Of(file: string): Promise<string> {
  return createHash('sha256')
    .update(await readFile(file))
    .digest('hex');
}

function faultsOf(list: string | null): Fault[] {
  const lines = (list ?? '').split('\n').filter((line) => line !== '');
  return lines.map((line) => {
    const [id = '', description = ''] = line.split('\t');
    return { id, description };
  });
}

/** @throws UsageError UNKNOWN_FAULT when the library cannot be told to make this fault. */
export function haveFault(faults: readonly Fault[], fault: string): void {
  if (faults.some(({ id }) => id === fault)) return;
  const [rule = ''] = fault.split('.');
  const ofRule = faults.filter(({ id }) => id.startsWith(`${rule}.`)).map(({ id }) => id);
  const known = ofRule.length > 0 ? `; of ${rule} there are: ${ofRule.join(', ')}` : '';
  throw new UsageError('UNKNOWN_FAULT', `the library knows no fault "${fault}"${known}`, {
    remedy: 'Faults are those of the reference; harness/reference/native/faults has them all.',
  });
}

function unusable(file: string, why: string, windows: boolean): UsageError {
  const kind = windows ? 'DLL for 64-bit Windows' : `shared object for ${process.platform} ${process.arch}`;
  return new UsageError('LIBRARY_UNUSABLE', `${file} cannot be used: ${why}`, {
    remedy: `Give a VDI library built as a ${kind}.`,
  });
}
