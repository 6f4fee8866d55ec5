import { KitError } from '../../errors/kit-error.js';
import { within } from '../../stage/within.js';
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

/** The containers of one run, started or not. */
export class RunContainers {
  constructor(
    private readonly engine: Engine,
    private readonly run: string,
    private readonly limitMs: number,
  ) {}

  /** Removes them. @throws KitError ENGINE_GONE when the engine cannot be asked to. */
  async remove(): Promise<void> {
    try {
      await within(this.#removeAll(), 'engineAnswerMs', this.limitMs, 'the removal of the container');
    } catch (cause) {
      throw new KitError(
        'ENGINE_GONE',
        'the Docker engine cannot be asked any more to remove the container, which ends by itself',
        { remedy: 'The next run on this engine removes what is left.', cause },
      );
    }
  }

  /** After something went wrong, which the user has to know of first; the next run removes what an engine that is gone has kept. */
  async removeIfPossible(): Promise<void> {
    await this.remove().catch(() => undefined);
  }

  async #removeAll(): Promise<void> {
    const { docker } = this.engine;
    const filters = { label: [`${LABELS.run}=${this.run}`] };
    for (const { Id } of await docker.listContainers({ all: true, filters }))
      await removeContainer(docker, Id);
  }
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
