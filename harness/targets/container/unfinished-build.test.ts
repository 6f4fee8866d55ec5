import { expect, test } from 'vitest';
import type { Docker } from './engine.js';
import { layerIn, removeUnfinished } from './unfinished-build.js';

test('a layer is told from what else the engine says', () => {
  expect(layerIn(' ---> 0bed01e4c366')).toEqual(['0bed01e4c366']);
  for (const line of [' ---> Using cache', ' ---> Running in 0bed01e4c366', 'Step 1/2 : FROM 0bed01e4c366'])
    expect(layerIn(line)).toEqual([]);
});

test('a layer with a name stays, one in use by the build is waited for, and the last goes first', async () => {
  const named = new Set(['a']);
  let uses = 2;
  const removed: string[] = [];
  const docker = {
    getImage: (id: string) => ({
      inspect: () => Promise.resolve({ RepoTags: named.has(id) ? [id] : [] }),
      remove: () => {
        if (id === 'c' && uses-- > 0)
          return Promise.reject(new Error('conflict: image is being used by running container 1'));
        if (id === 'b') return Promise.reject(new Error('conflict: image has dependent child images'));
        removed.push(id);
        return Promise.resolve();
      },
    }),
  } as unknown as Docker;
  await removeUnfinished(docker, ['a', 'b', 'b', 'd', 'c']);
  expect(removed).toEqual(['c', 'd']);
});
