import { createHash } from 'node:crypto';
import { copyFile, mkdir, readdir, readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import path from 'node:path';
import { PACKAGE_ROOT } from '../../kit-package.js';
import { windowsPrograms } from '../wine/packages.js';
import { WINDOWS_NATIVE } from '../windows-native.js';
import type { ImageRecipe, OnPreparing } from './image-recipe.js';
import type { ContainerSettings } from './settings.js';

/** Of dist/agent, what runs in a container. */
const BUNDLES = ['agent', 'role', 'library-probe', 'container', 'sql-endpoint'].map((name) => `${name}.cjs`);
/** Of the digest: enough that two images never share a name. */
const DIGEST_LETTERS = 16;

/** A file of the image's build: its place there, with slashes, and where it is here. */
export interface ImageFile {
  readonly place: string;
  readonly file: string;
}

/** Everything that goes into an image: the recipe's folder and the user's, and the kit for Windows as its package has it. */
export async function imageFiles(
  recipe: ImageRecipe,
  settings: ContainerSettings,
  onPreparing: OnPreparing,
): Promise<ImageFile[]> {
  const programs = await programsForWindows(onPreparing);
  const node = recipe.node(programs);
  const own = await filesOf(recipe.folder);
  for (const [place, folder] of Object.entries(recipe.folders(settings)))
    own.push(...(await filesOf(folder)).map((each) => ({ ...each, place: `${place}/${each.place}` })));
  const kit = [
    'package.json',
    ...BUNDLES.map((name) => `dist/agent/${name}`),
    ...Object.values(WINDOWS_NATIVE).map((file) =>
      path.relative(PACKAGE_ROOT, file).replaceAll(path.sep, '/'),
    ),
  ].map((place) => ({ place: `kit/${place}`, file: path.join(PACKAGE_ROOT, place) }));
  return [
    ...own,
    ...kit,
    { place: `kit/${node.name}`, file: node.file },
    { place: 'kit/koffi.node', file: programs.koffi },
  ];
}

async function filesOf(folder: string): Promise<ImageFile[]> {
  const found = await readdir(folder, { recursive: true, withFileTypes: true });
  return found
    .filter((each) => each.isFile())
    .map((each) => path.join(each.parentPath, each.name))
    .map((file) => ({ place: path.relative(folder, file).replaceAll(path.sep, '/'), file }));
}

/** This Node and its koffi where this is Windows; else npm has them. */
async function programsForWindows(
  onPreparing: OnPreparing,
): Promise<{ node: string; nodeExe: string; koffi: string }> {
  if (process.platform !== 'win32') return windowsPrograms(onPreparing);
  // koffi depends on the package with its addon, which may lie beside it or below.
  const ours = createRequire(path.join(PACKAGE_ROOT, 'package.json'));
  const addon = createRequire(ours.resolve('koffi')).resolve('@koromix/koffi-win32-x64');
  const koffi = path.join(path.dirname(addon), 'win32_x64', 'koffi.node');
  return { node: process.execPath, nodeExe: process.execPath, koffi };
}

/** The digest of what an image is built from: an image of the same is the same. */
export async function digestOf(
  files: readonly ImageFile[],
  buildArgs: Readonly<Record<string, string>>,
): Promise<string> {
  const inputs: string[] = Object.entries(buildArgs).map(([name, value]) => `argument ${name}=${value}`);
  for (const { place, file } of files) {
    const sha256 = createHash('sha256').update(await readFile(file));
    inputs.push(`file ${place} ${sha256.digest('hex')}`);
  }
  return createHash('sha256').update(JSON.stringify(inputs.sort())).digest('hex').slice(0, DIGEST_LETTERS);
}

/** Lays the files out as a folder for the build. */
export async function layOut(files: readonly ImageFile[], folder: string): Promise<void> {
  for (const { place, file } of files) {
    const to = path.join(folder, ...place.split('/'));
    await mkdir(path.dirname(to), { recursive: true });
    await copyFile(file, to);
  }
}
