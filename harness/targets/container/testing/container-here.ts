import { DEFAULT_LIMITS } from '../../../limits/limits.js';
import { neededChecks } from '../container-checks.js';
import { reachEngine, type Docker } from '../engine.js';
import { LABELS } from '../labels.js';
import { LINUX_WINE } from '../linux-wine-image.js';
import { containerSettings } from '../settings.js';

/** The kit's own proof, with as little memory as may be. */
export const PROOF = containerSettings({ image: 'linux-wine', memoryGb: 2 });

/** What is missing for it here, for a reader; empty: nothing. */
export async function missingHere(): Promise<string> {
  const { checks } = await neededChecks(LINUX_WINE, PROOF, DEFAULT_LIMITS.engineAnswerMs);
  const missing = checks.filter(({ ok }) => !ok);
  return missing.map(({ what, detail, remedy }) => `${what}: ${detail} (${remedy ?? ''})`).join('; ');
}

export async function dockerHere(): Promise<Docker> {
  return (await reachEngine(DEFAULT_LIMITS.engineAnswerMs)).docker;
}

/** Ids of the containers that a process has made and that are there yet, running or not. */
export async function containersOf(pid = process.pid): Promise<string[]> {
  const docker = await dockerHere();
  const filters = { label: [`${LABELS.pid}=${pid}`] };
  return (await docker.listContainers({ all: true, filters })).map(({ Id }) => Id);
}

/** Resolves when a process has no container any more: the engine removes them, and nothing tells when. */
export async function noneWithin(pid: number, ms: number): Promise<boolean> {
  const until = performance.now() + ms;
  while ((await containersOf(pid)).length > 0) {
    if (performance.now() > until) return false;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  return true;
}

/** Layers without a name, and of no image, that have this in their environment: left of builds that did not end. */
export async function leftovers(mark: string): Promise<string[]> {
  const docker = await dockerHere();
  const ids = (await docker.listImages({ filters: { dangling: ['true'] } })).map(({ Id }) => Id);
  const looked = await Promise.all(
    ids.map((id) =>
      docker
        .getImage(id)
        .inspect()
        .catch(() => null),
    ),
  );
  return looked.flatMap((each) => (each?.Config.Env.includes(mark) ? [each.Id] : []));
}
