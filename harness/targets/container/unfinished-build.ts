import { setTimeout as delay } from 'node:timers/promises';
import type { Docker } from './engine.js';

/** A build that nobody listens to is cancelled by the engine, and nothing tells when it has ended: milliseconds. */
const CANCELLED_MS = 20_000;
const LOOK_AGAIN_MS = 100;

/** The image that a step of a build ends with, in a line of what the engine says; empty: none. */
export function layerIn(line: string): string[] {
  return [...(/^ ---> ([0-9a-f]{12,64})$/.exec(line) ?? [])].slice(1);
}

/**
 * Removes what a build that did not end has made, the last first. What has a name, or is part of an image that has one, stays.
 */
export async function removeUnfinished(docker: Docker, layers: readonly string[]): Promise<void> {
  const until = performance.now() + CANCELLED_MS;
  for (const layer of [...new Set(layers)].reverse()) {
    while (!(await isSettled(docker, layer)) && performance.now() < until) await delay(LOOK_AGAIN_MS);
  }
}

/** Removes a layer if that can be done; false: the build's container still uses it. */
async function isSettled(docker: Docker, layer: string): Promise<boolean> {
  const image = docker.getImage(layer);
  try {
    if ((await image.inspect()).RepoTags.length === 0) await image.remove();
    return true;
  } catch (error) {
    // Gone with the one before, or part of another image: as good. Docker has one status for both kinds of use.
    return !/being used by (running|stopped) container/.test((error as Error).message);
  }
}
