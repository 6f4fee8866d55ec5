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
    .reduce((so, [name, folder]) => so.replaceAll(`file://${folder}`, name).replaceAll(folder, name), text);
}
