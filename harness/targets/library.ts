import { execFile, type ExecFileException } from 'node:child_process';
import { createHash, randomUUID } from 'node:crypto';
import { readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import { UsageError } from '../errors/kit-error.js';
import { wrongWithElf } from './elf.js';

/** What a history says of the library under test. */
export interface LibraryFacts {
  readonly sha256: string;
  /** What the library says of itself; null: nothing. */
  readonly version: string | null;
}

/** A departure that the reference's faulty variant can be told to make. */
export interface Fault {
  /** The rule that it breaks, a dot, and its name. */
  readonly id: string;
  readonly description: string;
}

export interface ExaminedLibrary {
  readonly facts: LibraryFacts;
  /** Empty for every library but the faulty variant of the reference. */
  readonly faults: readonly Fault[];
}

/**
 * Examines a VDI library before anything is started for it.
 * @throws UsageError LIBRARY_MISSING, LIBRARY_UNUSABLE (no shared object of this machine, cannot be loaded) or
 * LIBRARY_WITHOUT_ENTRY_POINT.
 */
export async function examineLibrary(
  file: string,
  probeScript: string,
  limitMs: number,
): Promise<ExaminedLibrary> {
  const found = await stat(file).catch(() => null);
  if (found === null) {
    throw new UsageError('LIBRARY_MISSING', `there is no library ${file}`, {
      remedy: 'Give the path of the VDI library to certify.',
    });
  }
  if (!found.isFile()) throw unusable(file, 'it is not a file');
  const wrong = await wrongWithElf(file);
  if (wrong !== null) throw unusable(file, wrong);
  const [bytes, { loads, why, entryPoint, version, faultList }] = await Promise.all([
    readFile(file),
    probe(file, probeScript, limitMs),
  ]);
  if (!loads) throw unusable(file, why);
  if (!entryPoint) {
    throw new UsageError('LIBRARY_WITHOUT_ENTRY_POINT', `${file} has no entry point VdiGetClassObject`, {
      remedy: 'A VDI library for Linux exports VdiGetClassObject; is this another library?',
    });
  }
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  return { facts: { sha256, version }, faults: faultsOf(faultList) };
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

function unusable(file: string, why: string): UsageError {
  return new UsageError('LIBRARY_UNUSABLE', `${file} cannot be used: ${why}`, {
    remedy: `Give a VDI library built as a shared object for ${process.platform} ${process.arch}.`,
  });
}

interface Probed {
  readonly loads: boolean;
  readonly why: string;
  readonly entryPoint: boolean;
  readonly version: string | null;
  readonly faultList: string | null;
}

/** Loads the library in a process of its own: its initializers are code that nobody has checked. */
function probe(file: string, script: string, limitMs: number): Promise<Probed> {
  const word = randomUUID();
  const args = [script, path.resolve(file), word];
  return new Promise((resolve) => {
    execFile(
      process.execPath,
      args,
      { timeout: limitMs, killSignal: 'SIGKILL', env: {} },
      (error, stdout) => {
        const line = stdout.split('\n').find((each) => each.startsWith(word));
        if (line !== undefined) resolve(JSON.parse(line.slice(word.length)) as Probed);
        else {
          const how =
            error?.killed === true ? `did not end within ${limitMs} ms` : `ended by ${ending(error)}`;
          const why = `a process that loaded it ${how}`;
          resolve({ loads: false, why, entryPoint: false, version: null, faultList: null });
        }
      },
    );
  });
}

function ending(error: ExecFileException | null): string {
  return error?.signal ?? `exit code ${error?.code ?? 0}`;
}
