import path from 'node:path';
import { PACKAGE_ROOT } from '../../kit-package.js';
import { builtCheck, nodeCheck } from '../checks.js';
import type { Check } from '../target.js';
import { programsToFetch } from '../wine/packages.js';
import { WINDOWS_NATIVE } from '../windows-native.js';
import { wantedImage } from './build-image.js';
import { publishedOn, reachEngine, type Engine } from './engine.js';
import type { ImageRecipe } from './image-recipe.js';
import { GB, type ContainerSettings } from './settings.js';
import { windowsBuildCheck } from './windows-build.js';

/** What a container needs, step by step, and the engine if one answers. */
export interface Looked {
  readonly checks: readonly Check[];
  readonly engine: Engine | null;
}

/** All but the image, which a start builds. */
export async function neededChecks(
  recipe: ImageRecipe,
  settings: ContainerSettings,
  limitMs: number,
): Promise<Looked> {
  const here = [
    nodeCheck(),
    builtCheck('reference DLL', Object.values(WINDOWS_NATIVE), 'npm run build:windows'),
    builtCheck(
      "the container's program",
      [path.join(PACKAGE_ROOT, 'dist', 'agent', 'container.cjs')],
      'npm run build',
    ),
  ];
  const { check, engine } = await engineCheck(limitMs);
  if (engine === null) return { checks: [...here, check, ...recipe.checks(settings)], engine };
  const build = windowsBuildCheck(engine, recipe, settings);
  const ofEngine = [
    systemCheck(engine, recipe),
    ...(build === null ? [] : [build]),
    memoryCheck(engine, settings),
  ];
  return { checks: [...here, check, ...ofEngine, ...recipe.checks(settings)], engine };
}

async function engineCheck(limitMs: number): Promise<{ check: Check; engine: Engine | null }> {
  const what = 'Docker engine';
  try {
    const engine = await reachEngine(limitMs);
    const { version, operatingSystem, host } = engine;
    const published = publishedOn(engine, process.env['DOCKER_HOST']);
    const ports = published === '' ? `all addresses of ${host}` : published;
    return {
      check: { what, ok: true, detail: `version ${version}, ${operatingSystem}, ports on ${ports}` },
      engine,
    };
  } catch (error) {
    const remedy = 'start Docker (docker version has to show a server), or have DOCKER_HOST name an engine';
    return { check: { what, ok: false, detail: (error as Error).message, remedy }, engine: null };
  }
}

/** Docker's own word for what it runs; an engine runs one kind at a time. */
export function systemCheck({ os }: Pick<Engine, 'os'>, recipe: Pick<ImageRecipe, 'os'>): Check {
  const check = { what: "the engine's containers", ok: os === recipe.os, detail: os };
  if (check.ok) return check;
  const remedy =
    recipe.os === 'windows'
      ? 'switch Docker Desktop to Windows containers, or have DOCKER_HOST name an engine on Windows'
      : 'the image linux-wine needs an engine for Linux';
  return { ...check, detail: `${os}, and the image is for ${recipe.os}`, remedy };
}

export function memoryCheck(
  { memoryBytes }: Pick<Engine, 'memoryBytes'>,
  { memoryGb }: Pick<ContainerSettings, 'memoryGb'>,
): Check {
  const has = (memoryBytes / GB).toFixed(1);
  const check = {
    what: 'memory',
    ok: memoryBytes >= memoryGb * GB,
    detail: `${has} GB, of which the container gets ${memoryGb}`,
  };
  if (check.ok) return check;
  return {
    ...check,
    detail: `${has} GB, and the container is to get ${memoryGb}`,
    remedy: 'give less with --container-memory, or the engine more',
  };
}

/** Whether the image was built before, and its name if so; a run builds what is not there. */
export async function imageCheck(
  engine: Engine,
  recipe: ImageRecipe,
  settings: ContainerSettings,
): Promise<{ check: Check; image: string | null }> {
  const said = (detail: string): Check => ({ what: 'image', ok: true, detail });
  const toFetch = programsToFetch();
  if (process.platform !== 'win32' && toFetch.length > 0) {
    const detail = `not looked for: a run fetches ${toFetch.join(', ')} first, with npm`;
    return { check: said(detail), image: null };
  }
  const { name, there } = await wantedImage(engine, recipe, settings);
  return there
    ? { check: said(`${name}, built before`), image: name }
    : { check: said(`${name}, to be built by the first run`), image: null };
}
