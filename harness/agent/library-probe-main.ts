import koffi from 'koffi';

/**
 * The program of a process that is sacrificed to find out whether a library can be loaded and has the entry
 * point. Loading runs the library's initializers: they may crash, hang or print. What was found is the last
 * line on standard output, after the word that the kit gave as an argument.
 */
const [, , library, word] = process.argv;
if (library === undefined || word === undefined) throw new Error('usage: library-probe LIBRARY WORD');

function find(file: string): { loads: boolean; why: string; entryPoint: boolean; version: string | null } {
  try {
    const loaded = koffi.load(file);
    const has = (name: string, result: string): (() => unknown) | null => {
      try {
        return loaded.func(name, result, []) as () => unknown;
      } catch {
        return null;
      }
    };
    const version = has('VdiReferenceVersion', 'str')?.();
    return {
      loads: true,
      why: '',
      entryPoint: has('VdiGetClassObject', 'int32') !== null,
      version: typeof version === 'string' ? version : null,
    };
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    return { loads: false, why, entryPoint: false, version: null };
  }
}

process.stdout.write(`\n${word}${JSON.stringify(find(library))}\n`, () => process.exit(0));
