import { KitError, TargetUnavailableError } from '../../errors/kit-error.js';
import { newSecret } from '../../agent/secret.js';
import type { Limits } from '../../limits/limits.js';
import { within } from '../../stage/within.js';
import { aborted } from './aborted.js';
import { ContainerControl } from './container-control.js';
import { isRefusal } from './engine-error.js';
import { publishedOn, type Engine } from './engine.js';
import type { ImageRecipe, OnPreparing } from './image-recipe.js';
import { AGENT_PORT, CONTROL_PORT, RUN_FILE, SQL_PORT, type RunFile } from './inside/protocol.js';
import { LABELS, ownLabels } from './labels.js';
import { OwnContainer, type ContainerEnd } from './own-container.js';
import { removeForgottenContainers, RunContainers } from './remove-containers.js';
import { newSaPassword } from './sa-password.js';
import { GB, type ContainerSettings } from './settings.js';

/** The first frame of a connection; whoever connects on purpose has it ready. */
const HELLO_MS = 5_000;

/** A container that runs, and the connection to its program. */
export interface RunningContainer {
  readonly control: ContainerControl;
  readonly host: string;
  /** Of `sa`. */
  readonly saPassword: string;
  /** Where a port of the container is reached. */
  portOf(port: number): number;
  /** What it printed last, for a reader. */
  log(): string;
  readonly ended: Promise<ContainerEnd>;
  /** Ends it and waits until nothing of it is left. @throws KitError ENGINE_GONE */
  remove(): Promise<void>;
  /** The same after something went wrong, which is what the user has to know. */
  removeIfPossible(): Promise<void>;
}

export interface ToStart {
  readonly engine: Engine;
  readonly recipe: ImageRecipe;
  readonly image: string;
  readonly settings: ContainerSettings;
  readonly limits: Limits;
  readonly onPreparing: OnPreparing;
  readonly signal: AbortSignal;
}

/**
 * Starts a container and connects to its program.
 * @throws TargetUnavailableError CONTAINER_NOT_STARTED with the container's log; the signal's reason. Nothing is left then.
 */
export async function startContainer(to: ToStart): Promise<RunningContainer> {
  const { engine, recipe, image, settings, limits, onPreparing, signal } = to;
  await removeForgottenContainers(engine);
  onPreparing(`starting a container of ${image}`);
  const labels = ownLabels();
  const ours = new RunContainers(engine, labels[LABELS.run] ?? '', limits.engineAnswerMs);
  const file: RunFile = {
    secret: newSecret(),
    saPassword: newSaPassword(),
    starterMs: limits.agentStartMs,
    helloMs: HELLO_MS,
  };
  const { DOCKER_HOST } = process.env;
  const container = new OwnContainer(image, {
    docker: engine.docker,
    ports: [CONTROL_PORT, AGENT_PORT, SQL_PORT],
    publishedOn: publishedOn(engine, DOCKER_HOST),
    memoryBytes: settings.memoryGb * GB,
    ...(recipe.os === 'windows' && settings.isolation !== 'default' ? { isolation: settings.isolation } : {}),
  })
    .withLabels(labels)
    .withStartupTimeout(limits.containerStartMs)
    // A file of the container's own: what is in its environment or its command everybody can see who may ask the engine.
    .withCopyContentToContainer([
      { content: JSON.stringify(file), target: [recipe.kit, ...RUN_FILE].join('/'), mode: 0o600 },
    ]);
  const log = (): string => container.log.join('\n');
  const starting = container.start();
  const endsEarly = endedEarly(container);
  endsEarly.catch(() => undefined);
  // One that has ended is gone, and whatever is asked of it then fails: that it ended says more.
  const ready = starting.catch((error: unknown) => {
    if (!container.wasMade || isRefusal(error)) throw error;
    return within(
      endsEarly,
      'engineAnswerMs',
      limits.engineAnswerMs,
      `the end of the container (${String(error)})`,
    );
  });
  try {
    const started = await within(
      Promise.race([ready, endsEarly, aborted(signal)]),
      'containerStartMs',
      limits.containerStartMs,
      'the container being ready',
    );
    const host = engine.host;
    const portOf = (port: number): number => started.getMappedPort(port);
    const control = await ContainerControl.open(host, portOf(CONTROL_PORT), file.secret, limits);
    const { saPassword } = file;
    return {
      control,
      host,
      saPassword,
      portOf,
      log,
      ended: container.ended,
      remove: () => {
        control.close();
        return ours.remove();
      },
      removeIfPossible: () => {
        control.close();
        return ours.removeIfPossible();
      },
    };
  } catch (error) {
    container.giveUp();
    await ours.removeIfPossible();
    // What was being asked of the engine may have made one yet.
    const late = within(starting, 'engineAnswerMs', limits.engineAnswerMs, 'the engine');
    const failed = await late.then(
      () => error,
      (cause: unknown) => cause,
    );
    await ours.removeIfPossible();
    if (signal.aborted) throw signal.reason;
    // A container that the engine could not start has ended, too; why it could not is worth more.
    throw notStarted(isRefusal(failed) ? failed : error, container.log);
  }
}

async function endedEarly({ ended }: OwnContainer): Promise<never> {
  const { exitCode } = await ended;
  throw new KitError('CONTAINER_ENDED', `it ended (exit code ${exitCode}) before it was ready`);
}

function notStarted(error: unknown, log: readonly string[]): TargetUnavailableError {
  const said = log.length === 0 ? '; it printed nothing' : log.map((line) => `\n  | ${line}`).join('');
  const why = error instanceof Error ? error.message : String(error);
  return new TargetUnavailableError('CONTAINER_NOT_STARTED', `the container did not start: ${why}${said}`, {
    remedy: 'vdi-conformance doctor --target windows-container goes through what it needs.',
  });
}
