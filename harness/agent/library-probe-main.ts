import { renameSync, writeFileSync } from 'node:fs';
import koffi, { type LibraryHandle } from 'koffi';
import { wineVersion } from '../probes/windows-api.js';
import { fileVersion } from '../vdi/file-version.js';
import { askRegistered } from './ask-registered.js';
import { NOTHING_FOUND, type Found, type ProbeTask } from './library-found.js';

/**
 * The program of a process that is sacrificed to find out whether a library can be loaded and has its entry
 * point. Loading runs the library's initializers: they may crash, hang or print. What was found is written to a file.
 */
const [, , told] = process.argv;
if (told === undefined) throw new Error('usage: library-probe TASK');
const task = JSON.parse(told) as ProbeTask;

const windows = process.platform === 'win32';

function find(file: string): Found {
  try {
    const loaded = koffi.load(file);
    return {
      file,
      loads: true,
      why: '',
      entryPoint: exported(loaded, windows ? 'DllGetClassObject' : 'VdiGetClassObject', 'int32') !== null,
      version: said(loaded, 'VdiReferenceVersion'),
      fileVersion: windows ? fileVersion(file) : null,
      wine: windows ? wineVersion() : null,
      faultList: said(loaded, 'VdiFaultList'),
      registered: null,
    };
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    return { ...NOTHING_FOUND, file, loads: false, why };
  }
}

function exported(library: LibraryHandle, name: string, result: string): (() => unknown) | null {
  try {
    return library.func(name, result, []) as () => unknown;
  } catch {
    return null;
  }
}

function said(library: LibraryHandle, name: string): string | null {
  const value = exported(library, name, 'str')?.();
  return typeof value === 'string' ? value : null;
}

/** Aside, and renamed: whoever reads it, when this process was ended, finds the whole of something. */
function tell(found: Found): void {
  writeFileSync(`${task.answer}.new`, JSON.stringify(found));
  renameSync(`${task.answer}.new`, task.answer);
}

if (task.library === null) askRegistered(task.set, find, tell);
else tell(find(task.library));
process.exit(0);
