import { pathToFileURL } from 'node:url';

/** Absolute folders of this machine, by the name that a report may show in their place. */
export type MachinePaths = Readonly<Record<string, string>>;

/**
 * A text of the kit or of Node (an error's message) without the machine's paths: a report is read elsewhere, and
 * where somebody's home folder lies is nobody's business. Longer paths are replaced first.
 */
export function withoutMachinePaths(text: string, paths: MachinePaths): string {
  return Object.entries(paths)
    .filter(([, folder]) => folder.length > 1)
    .sort(([, a], [, b]) => b.length - a.length)
    .reduce(
      (so, [name, folder]) => spellings(folder).reduce((s, spelling) => s.replaceAll(spelling, name), so),
      text,
    );
}

/** A folder as a URL, as it is, and what becomes of backslashes: vite turns them, quoting doubles them. */
function spellings(folder: string): string[] {
  const turned = folder.replaceAll('\\', '/');
  const doubled = folder.replaceAll('\\', '\\\\');
  return [pathToFileURL(folder).href, `file://${turned}`, doubled, folder, turned];
}
