import type { Check } from '../target.js';
import type { Engine } from './engine.js';
import type { ImageRecipe } from './image-recipe.js';
import { WINDOWS_BASES, type ContainerSettings } from './settings.js';

/** The build of Windows in each base image. */
const BUILDS: Readonly<Record<ContainerSettings['windows'], number>> = {
  ltsc2019: 17_763,
  ltsc2022: 20_348,
  ltsc2025: 26_100,
};

/** From this one on, what a container calls in the kernel stays as it is: a later Windows runs images from here up to its own. */
const STABLE_FROM = BUILDS.ltsc2022;

/** What an engine says of the Windows that it runs on, and of its containers. */
export type WindowsFacts = Pick<Engine, 'os' | 'osVersion' | 'kernelVersion' | 'isolation'>;

/**
 * Whether the Windows of the image can run on the kernel of the engine's: a container under process isolation has no other.
 * Null where there is nothing to compare: an engine for Linux, or the kit's own proof.
 */
export function windowsBuildCheck(
  engine: WindowsFacts,
  { os }: Pick<ImageRecipe, 'os'>,
  settings: Pick<ContainerSettings, 'windows' | 'isolation'>,
): Check | null {
  if (engine.os !== 'windows' || os !== 'windows') return null;
  const what = "the engine's Windows";
  const isolation = settings.isolation === 'default' ? engine.isolation : settings.isolation;
  const host = windowsBuild(engine);
  const said = host === null ? 'of unknown build' : `build ${host}`;
  if (isolation !== 'process' || host === null)
    return { what, ok: true, detail: `${said}, isolation ${isolation || 'unknown'}: not compared` };
  const image = `${settings.windows}, build ${BUILDS[settings.windows]}`;
  const ok = runs(host, BUILDS[settings.windows]);
  if (ok) return { what, ok, detail: `${said}, and runs the image's as processes: ${image}` };
  return {
    what,
    ok,
    detail: `${said}, and cannot run the image's under process isolation: ${image}`,
    remedy: ['say --isolation hyperv', ...fitting(host)].join(', or '),
  };
}

/** The build in what an engine says: `10.0.20348`, `10.0 20348 (20348.1.amd64fre.fe_release.210507-1500)`; null: in neither. */
function windowsBuild({ osVersion, kernelVersion }: WindowsFacts): number | null {
  for (const text of [osVersion, kernelVersion]) {
    const build = /^\d+\.\d+[. ](\d{5,})\b/.exec(text)?.[1];
    if (build !== undefined) return Number(build);
  }
  return null;
}

function runs(host: number, image: number): boolean {
  return image === host || (image >= STABLE_FROM && image < host);
}

/** The newest Windows that runs there, as a flag; empty: none of ours does. */
function fitting(host: number): string[] {
  const newest = WINDOWS_BASES.filter((base) => runs(host, BUILDS[base])).at(-1);
  return newest === undefined ? [] : [`--windows ${newest}`];
}
