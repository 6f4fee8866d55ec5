import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { removeFolder } from '../remove-folder.js';
import type { Engine } from './engine.js';
import { follow } from './follow.js';
import { digestOf, imageFiles, layOut } from './image-files.js';
import type { ImageRecipe, OnPreparing } from './image-recipe.js';
import { LABELS } from './labels.js';
import { hasImage, nameImage } from './name-image.js';
import { GB, type ContainerSettings } from './settings.js';
import { layerIn, removeUnfinished } from './unfinished-build.js';

/** An image by its name, and whether the engine has it. */
export interface Wanted {
  readonly name: string;
  readonly there: boolean;
}

/** The image for these settings, as it would be built now. */
export async function wantedImage(
  { docker }: Engine,
  recipe: ImageRecipe,
  settings: ContainerSettings,
): Promise<Wanted> {
  const files = await imageFiles(recipe, settings, () => undefined);
  const name = nameOf(settings, await digestOf(files, recipe.buildArgs(settings)));
  return { name, there: await hasImage(docker, name) };
}

/**
 * The image for these settings: one that was built from the same before, else one that is built now.
 * @returns its name.
 * @throws KitError IMAGE_NOT_BUILT with what the engine said; the signal's reason.
 */
export async function builtImage(
  engine: Engine,
  recipe: ImageRecipe,
  settings: ContainerSettings,
  onPreparing: OnPreparing,
  signal: AbortSignal,
): Promise<string> {
  const files = await imageFiles(recipe, settings, onPreparing);
  const chosen = recipe.buildArgs(settings);
  const name = nameOf(settings, await digestOf(files, chosen));
  if (await hasImage(engine.docker, name)) return name;
  const base = await recipe.base(engine, onPreparing, signal);
  const context = await mkdtemp(path.join(tmpdir(), 'vdi-conformance-image-'));
  try {
    await layOut(files, context);
    onPreparing(`building the image ${name} (once)`);
    const output = await engine.docker.buildImage(
      { context, src: files.map(({ place }) => place) },
      {
        buildargs: { ...chosen, ...(base === null ? {} : { BASE: base }) },
        labels: { [LABELS.image]: settings.image },
        // Nothing is left of a build that fails.
        rm: true,
        forcerm: true,
        ...resourcesOf(recipe, settings),
      },
    );
    const layers: string[] = [];
    await follow(engine.docker, output, signal, (line) => {
      if (line.startsWith('Step ')) onPreparing(line);
      layers.push(...layerIn(line));
    }).catch(async (error: unknown) => {
      await removeUnfinished(engine.docker, layers);
      throw error;
    });
    await nameImage(engine.docker, layers.at(-1) ?? '', name);
  } finally {
    await removeFolder(context);
  }
  return name;
}

function nameOf({ image }: ContainerSettings, digest: string): string {
  return `vdi-conformance-${image}:${digest}`;
}

/** SQL Server's set-up needs more than the GB that a container under Hyper-V has unless told. */
function resourcesOf({ os }: ImageRecipe, { memoryGb, isolation }: ContainerSettings): object {
  if (os !== 'windows') return {};
  return { memory: memoryGb * GB, ...(isolation === 'default' ? {} : { isolation }) };
}
