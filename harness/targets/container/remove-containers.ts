import type { Docker, Engine } from './engine.js';
import { isForgotten, LABELS } from './labels.js';
import { lives } from '../wine/forgotten.js';
import { NO_SUCH, statusOf, UNDER_WAY } from './engine-error.js';

/** Ends a container, with what it has written and its volumes, and waits until it is gone. None is as good. */
export async function removeContainer(docker: Docker, id: string): Promise<void> {
  const container = docker.getContainer(id);
  // The engine removes it by itself too, when it has ended.
  await container.remove({ force: true, v: true }).catch(unless(NO_SUCH, UNDER_WAY));
  await container.wait({ condition: 'removed' }).catch(unless(NO_SUCH));
}

/** Removes the containers of one run, started or not. */
export async function removeRun({ docker }: Engine, run: string): Promise<void> {
  const filters = { label: [`${LABELS.run}=${run}`] };
  for (const { Id } of await docker.listContainers({ all: true, filters })) await removeContainer(docker, Id);
}

/**
 * Removes containers of runs of this machine that were killed. One that ran has ended with its harness; this is for those that
 * never started, and for an engine that was ended at the same time.
 */
export async function removeForgottenContainers({ docker }: Engine): Promise<void> {
  for (const { Id, Labels } of await docker.listContainers({ all: true, filters: { label: [LABELS.run] } }))
    if (isForgotten(Labels, lives)) await removeContainer(docker, Id);
}

function unless(...statuses: readonly number[]): (error: unknown) => void {
  return (error) => {
    const status = statusOf(error);
    if (status === null || !statuses.includes(status)) throw error;
  };
}
