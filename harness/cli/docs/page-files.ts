import { readdir, stat } from 'node:fs/promises';
import path from 'node:path';
import { UsageError } from '../../errors/kit-error.js';
import { KNOWN_PAGES } from '../../../specs/documentation/known-pages.js';
import type { NamedAs } from '../../../specs/documentation/parse-page.js';
import { LOCALES } from '../../../specs/rules/rule.js';

/** A file that may be a page of the documentation, by its name. */
export interface PageFile extends NamedAs {
  readonly absolute: string;
}

/** Folders of a checkout that hold no pages. What begins with a dot is left out too. */
const NO_PAGES = new Set(['node_modules', 'media', 'includes']);
/** Links to folders are not followed, so this ends nothing but oddities. */
const DEEPEST = 16;

/**
 * The files below a folder that are named as a page is (`iservervirtualdeviceset2-close.md`, as in a checkout of the
 * documentation) or as a language (`en.md`, `en.page-text.txt`), in the order of their paths.
 * @throws UsageError when it is no folder that can be read
 */
export async function pageFiles(folder: string): Promise<PageFile[]> {
  const root = path.resolve(folder);
  const found: PageFile[] = [];
  const walk = async (relative: string, depth: number): Promise<void> => {
    const entries = await readdir(path.join(root, relative), { withFileTypes: true });
    for (const entry of entries.sort((a, b) => (a.name < b.name ? -1 : 1))) {
      const file = path.join(relative, entry.name);
      if (entry.isDirectory()) {
        if (depth < DEEPEST && !entry.name.startsWith('.') && !NO_PAGES.has(entry.name))
          await walk(file, depth + 1);
      } else {
        const named = namedAs(file, path.basename(root));
        if (named !== null) found.push({ ...named, absolute: path.join(root, file) });
      }
    }
  };
  if (!(await isFolder(root)))
    throw new UsageError('DOCS_NO_FOLDER', `there is no folder ${folder}`, {
      remedy: 'name with --docs a folder with the published pages, e.g. a checkout of the documentation',
    });
  try {
    await walk('', 0);
  } catch (cause) {
    throw new UsageError('DOCS_UNREADABLE', `${folder} cannot be read through`, { cause });
  }
  return found;
}

/** What a path says of a page; null: it does not look like one. */
function namedAs(file: string, root: string): NamedAs | null {
  const { dir, base } = path.parse(file);
  const parts = base.toLowerCase().split('.');
  const ending = parts.pop();
  if (ending !== 'md' && ending !== 'txt') return null;
  const page = KNOWN_PAGES.find((known) => known.page === parts[0])?.page;
  const inName = (page === undefined ? parts : parts.slice(1)).find((part) =>
    /^[a-z]{2}(?:-[a-z]{2})?$/.test(part),
  );
  if (page === undefined && inName === undefined) return null;
  const language = inName ?? languageOfFolders([root, ...dir.split(path.sep)]);
  return {
    file: file.split(path.sep).join('/'),
    ...(page !== undefined && { page }),
    ...(language !== undefined && { language }),
  };
}

/** The deepest that is named by a language: `ru`, `ru-ru`, `sql-docs.ru-ru`. */
function languageOfFolders(folders: readonly string[]): string | undefined {
  const named = folders.map((folder) => folder.toLowerCase().split('.').at(-1) ?? '');
  return named.findLast(
    (name) => LOCALES.some((locale) => locale === name) || /^[a-z]{2}-[a-z]{2}$/.test(name),
  );
}

async function isFolder(folder: string): Promise<boolean> {
  return stat(folder).then(
    (found) => found.isDirectory(),
    () => false,
  );
}
