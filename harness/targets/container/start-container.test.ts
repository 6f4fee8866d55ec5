import { randomUUID } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { DEFAULT_LIMITS as limits } from '../../limits/limits.js';
import { builtImage } from './build-image.js';
import { debianBase } from './debian-base.js';
import { reachEngine, type Engine } from './engine.js';
import type { ImageRecipe } from './image-recipe.js';
import { LINUX_WINE } from './linux-wine-image.js';
import { startContainer } from './start-container.js';
import { containersOf, leftovers, missingHere, PROOF } from './testing/container-here.js';

/** Images that cannot be built and containers that do not start. Skipped without an engine; windows-container.test.ts says so. */
const why = await missingHere();
const LIMIT_MS = 600_000;
/** In the environment of every layer of these tests. */
const MARK = `VDI_TEST=${randomUUID()}`;

let engine: Engine;
let folder: string;
const images: string[] = [];
beforeAll(async () => {
  if (why !== '') return;
  engine = await reachEngine(limits.engineAnswerMs);
  await debianBase(engine, () => undefined, new AbortController().signal);
}, LIMIT_MS);
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'vdi-test-'));
});
afterEach(async () => {
  await rm(folder, { recursive: true });
  if (why !== '') return;
  for (const image of images.splice(0)) await engine.docker.getImage(image).remove();
  expect(await containersOf()).toEqual([]);
  expect(await leftovers(MARK)).toEqual([]);
});

/** The kit's own proof with another Dockerfile. */
async function recipeWith(...lines: string[]): Promise<ImageRecipe> {
  await writeFile(
    path.join(folder, 'Dockerfile'),
    ['ARG BASE', 'FROM ${BASE}', `ENV ${MARK}`, ...lines, ''].join('\n'),
  );
  return { ...LINUX_WINE, folder };
}

async function built(recipe: ImageRecipe, signal = new AbortController().signal, heard: string[] = []) {
  const image = await builtImage(engine, recipe, PROOF, (what) => heard.push(what), signal);
  images.push(image);
  return image;
}

function startOf(image: string, recipe: ImageRecipe, signal = new AbortController().signal) {
  const onPreparing = (): void => undefined;
  return startContainer({ engine, recipe, image, settings: PROOF, limits, onPreparing, signal });
}

describe.skipIf(why !== '')('an image', { timeout: LIMIT_MS }, () => {
  test('whose build fails is told of with what the engine said, and nothing is left of it', async () => {
    const recipe = await recipeWith('RUN echo "first step" > /first', 'RUN echo "no such disk" && exit 3');
    await expect(built(recipe)).rejects.toMatchObject({
      code: 'IMAGE_NOT_BUILT',
      message: expect.stringMatching(/code: 3[^]*no such disk/) as string,
    });
  });

  test('whose build is given up is not built on, and nothing is left of it', async () => {
    const recipe = await recipeWith('RUN echo "first step" > /first', 'RUN echo begun && sleep 600');
    const controller = new AbortController();
    const heard: string[] = [];
    const building = built(recipe, controller.signal, heard);
    building.catch(() => undefined);
    while (!heard.some((each) => each.startsWith('Step 5/')))
      await new Promise((resolve) => setTimeout(resolve, 20));
    controller.abort(new Error('enough'));
    await expect(building).rejects.toThrow('enough');
  });

  test('is built once for the same inputs, and anew for others', async () => {
    const heard: string[] = [];
    const first = await built(await recipeWith('RUN true'), undefined, heard);
    expect(heard).toContain(`building the image ${first} (once)`);
    heard.length = 0;
    expect(
      await builtImage(
        engine,
        await recipeWith('RUN true'),
        PROOF,
        (what) => heard.push(what),
        new AbortController().signal,
      ),
    ).toBe(first);
    expect(heard).toEqual([]);
    expect(await built(await recipeWith('RUN true', 'RUN true'))).not.toBe(first);
  });
});

describe.skipIf(why !== '')('a container', { timeout: LIMIT_MS }, () => {
  test('that ends before it is ready is told of with its exit code and its log', async () => {
    const recipe = await recipeWith(
      'ENTRYPOINT ["sh", "-c", "echo no licence; echo what a pity >&2; exit 7"]',
    );
    await expect(startOf(await built(recipe), recipe)).rejects.toMatchObject({
      code: 'CONTAINER_NOT_STARTED',
      // The two streams have no order between them.
      message: expect.stringMatching(/exit code 7(?=[^]*\| no licence$)(?=[^]*\| what a pity$)/m) as string,
    });
  });

  test('that cannot even be started is told of with the engine’s words', async () => {
    const recipe = await recipeWith('ENTRYPOINT ["/no/such/program"]');
    await expect(startOf(await built(recipe), recipe)).rejects.toMatchObject({
      code: 'CONTAINER_NOT_STARTED',
      message: expect.stringContaining('/no/such/program') as string,
    });
  });

  test('that never gets ready is given up after the limit', async () => {
    const recipe = await recipeWith('ENTRYPOINT ["sh", "-c", "echo working on it; sleep 600"]');
    const image = await built(recipe);
    const { signal } = new AbortController();
    const quick = { ...limits, containerStartMs: 1_500 };
    const to = { engine, recipe, image, settings: PROOF, limits: quick, signal };
    await expect(startContainer({ ...to, onPreparing: () => undefined })).rejects.toMatchObject({
      code: 'CONTAINER_NOT_STARTED',
      message: expect.stringMatching(/1500 ?ms[^]*\| working on it/) as string,
    });
  });

  test('that is given up while it starts is not there afterwards, whenever that is', async () => {
    const recipe = await recipeWith('ENTRYPOINT ["sh", "-c", "sleep 600"]');
    const image = await built(recipe);
    for (const afterMs of [0, 20, 60, 150, 400, 1_000]) {
      const controller = new AbortController();
      setTimeout(() => {
        controller.abort(new Error('enough'));
      }, afterMs);
      await expect(startOf(image, recipe, controller.signal)).rejects.toThrow('enough');
      expect(await containersOf()).toEqual([]);
    }
  });
});
