import koffi from 'koffi';

/**
 * The program of a process that is sacrificed to find out whether a library can be loaded and has the entry
 * point. Loading runs the library's initializers: they may crash, hang or print. What was found is the last
 * line on standard output, after the word that the kit gave as an argument.
 */
const [, , library, word] = process.argv;
if (library === undefined || word === undefined) throw new Error('usage: library-probe LIBRARY WORD');

interface Found {
  loads: boolean;
  why: string;
  entryPoint: boolean;
  version: string | null;
  /** A line a fault, id and description parted by a tab: only the reference's faulty variant has such a list. */
  faultList: string | null;
}

function find(file: string): Found {
  try {
    const loaded = koffi.load(file);
    const has = (name: string, result: string): (() => unknown) | null => {
      try {
        return loaded.func(name, result, []) as () => unknown;
      } catch {
        return null;
      }
    };
    const text = (name: string): string | null => {
      const value = has(name, 'str')?.();
      return typeof value === 'string' ? value : null;
    };
    return {
      loads: true,
      why: '',
      entryPoint: has('VdiGetClassObject', 'int32') !== null,
      version: text('VdiReferenceVersion'),
      faultList: text('VdiFaultList'),
    };
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    return { loads: false, why, entryPoint: false, version: null, faultList: null };
  }
}

process.stdout.write(`\n${word}${JSON.stringify(find(library))}\n`, () => process.exit(0));
