import { KitError, TargetUnavailableError, UsageError } from '../../errors/kit-error.js';
import { DEFAULT_LIMITS } from '../../limits/limits.js';
import { needAll } from '../checks.js';
import { withLimit } from './with-limit.js';
import { reachSqlServer } from '../sql-server.js';
import type { Check, RunningTarget, Target, TargetOptions, TargetSqlServer } from '../target.js';
import { builtImage } from './build-image.js';
import { imageCheck, neededChecks } from './container-checks.js';
import { AGENT_PORT, SQL_PORT, type AgentStarted, type NotStarted } from './inside/protocol.js';
import { recipeOf } from './recipes.js';
import { containerSettings, type ContainerSettings } from './settings.js';
import type { RunningContainer } from './start-container.js';

/** Every SQL Server has it, and the reference too; it is small. */
const BACKED_UP = 'model';
/** What an agent's keeper says at its end when the agent had died and could not be replaced. */
const NOT_REPLACED: ReadonlySet<string> = new Set(['AGENT_NOT_STARTED', 'AGENT_PORT_IN_USE']);

/**
 * What is registered with the Windows of a container: SQL Server's sqlvdi.dll, or in the image of the kit's own proof the
 * reference. The agent and its roles run there; nothing is shared with them but three ports.
 */
export class WindowsContainerTarget implements Target {
  readonly name = 'windows-container';
  readonly summary = 'the sqlvdi.dll of SQL Server in a Windows container';

  async check(
    instance: string | null = null,
    settings: ContainerSettings = containerSettings(),
    signal: AbortSignal = new AbortController().signal,
  ): Promise<readonly Check[]> {
    const recipe = recipeOf(settings);
    const limits = DEFAULT_LIMITS;
    const { checks, engine } = await neededChecks(recipe, settings, limits.engineAnswerMs);
    if (engine === null || !checks.every(({ ok }) => ok)) return checks;
    const { check, image } = await imageCheck(engine, recipe, settings);
    if (image === null) return [...checks, check];
    const { checkInContainer } = await import('./check-in-container.js');
    const found = await checkInContainer({ engine, recipe, image, settings, limits, signal }, instance);
    return [...checks, check, ...found];
  }

  async start(options: TargetOptions): Promise<RunningTarget> {
    const {
      limits,
      library,
      container: settings = containerSettings(),
      onPreparing = () => undefined,
      signal = new AbortController().signal,
    } = options;
    if (library !== undefined) throw noLibraryFromOutside(library);
    if (options.sqlServer !== undefined) throw noServerFromOutside();
    const recipe = recipeOf(settings);
    const { checks, engine } = await neededChecks(recipe, settings, limits.engineAnswerMs);
    needAll(this.name, checks);
    if (engine === null) throw new TypeError('an engine that answers is one of the checks');
    const image = await withLimit('imageBuildMs', limits.imageBuildMs, signal, (until) =>
      builtImage(engine, recipe, settings, onPreparing, until),
    );
    const { startContainer } = await import('./start-container.js');
    const container = await startContainer({ engine, recipe, image, settings, limits, onPreparing, signal });
    try {
      return await withAgent(container, options);
    } catch (error) {
      await container.removeIfPossible();
      throw error;
    }
  }
}

async function withAgent(
  container: RunningContainer,
  { limits, instance, fault, warmRoles, engine = false }: TargetOptions,
): Promise<RunningTarget> {
  const { control } = container;
  const asked = {
    limits,
    ...(instance === undefined ? {} : { instance }),
    ...(fault === undefined ? {} : { fault }),
    ...(warmRoles === undefined ? {} : { warmRoles }),
  };
  const answer = await control.ask('start', asked);
  if (answer.how !== 'started') throw errorOf(answer);
  const { secret, target }: AgentStarted = answer;
  const { host } = container;
  const sql = engine ? await reachSqlServer(sqlServerIn(container), limits) : null;
  return {
    connection: {
      host,
      port: container.portOf(AGENT_PORT),
      secret,
      target: sql === null ? target : { ...target, sqlServer: sql.described },
      limits,
      ...(sql === null ? {} : { sqlServer: sql.server }),
    },
    get agentPid() {
      return control.agentPid;
    },
    processesStarted: () => control.ask('processesStarted').catch(() => 0),
    stop: () => stop(container),
  };
}

function sqlServerIn(container: RunningContainer): TargetSqlServer {
  const { host, saPassword: password } = container;
  return { host, port: container.portOf(SQL_PORT), user: 'sa', password, backedUp: BACKED_UP };
}

/**
 * @throws KitError CONTAINER_ENDED when it had ended before it was to, and nothing is left of it; ENGINE_GONE when the engine cannot be
 * asked to remove it.
 */
async function stop(container: RunningContainer): Promise<void> {
  const { control, ended } = container;
  // In order first: what it says at its end is said.
  const failed = await control.ask('stop').then(
    () => null,
    (error: unknown) => error,
  );
  await container.remove();
  if (!(failed instanceof KitError)) return;
  if (NOT_REPLACED.has(failed.code)) throw failed;
  // One that did not answer in time is gone now, with all that it had started.
  if (failed.code !== 'CONNECTION_LOST') return;
  const { exitCode } = await ended;
  const said = container.log();
  throw new KitError(
    'CONTAINER_ENDED',
    `the container ended by itself (exit code ${exitCode}); it printed: ${said === '' ? 'nothing' : said}`,
  );
}

function errorOf({ how, code, message, remedy }: NotStarted): KitError {
  const details = remedy === undefined ? {} : { remedy };
  return how === 'usage'
    ? new UsageError(code, message, details)
    : new TargetUnavailableError(code, message, details);
}

function noLibraryFromOutside(library: string): UsageError {
  return new UsageError(
    'LIBRARY_NOT_IN_IMAGE',
    `${library} cannot be certified in a container: it has the library of its image, and no other file of this machine`,
    { remedy: 'Leave --vdi out, or take the target windows-host or wine for a DLL of your own.' },
  );
}

function noServerFromOutside(): UsageError {
  return new UsageError(
    'SQL_SERVER_NOT_IN_IMAGE',
    'a container has a SQL Server of its own: --sql-server names another',
    {
      remedy: 'Leave --sql-server out, or take the target windows-host on the machine of that server.',
    },
  );
}
