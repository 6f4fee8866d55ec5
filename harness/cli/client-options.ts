import path from 'node:path';
import { InvalidArgumentError, Option, type Command } from 'commander';
import {
  clientConfigFrom,
  MOST_DEVICES,
  withProgramOf,
  type ClientConfig,
} from '../client-program/client-config.js';
import { configsIn, findConfig, readConfig } from '../client-program/load-config.js';

/** What the command line has for the client that is certified. */
export interface ClientFlags {
  /** A configuration's file. */
  readonly config?: string;
  readonly clientStatements?: ClientConfig['statements'];
  readonly clientDevices?: number;
  /** What stands after `--`: see `atDashes`. */
  readonly clientCommand?: readonly string[];
}

export function addClientOptions(command: Command): Command {
  return addClientFields(command)
    .option('--config <file>', 'client: its configuration (default: vdi-conformance.config.{ts,js,json})')
    .addHelpText(
      'after',
      '\nclient: what follows -- is its command, e.g. -- ./my-client --set {set} --devices {devices} --file {file}',
    );
}

/** The flags that `init` has as well. */
export function addClientFields(command: Command): Command {
  return command
    .addOption(
      new Option(
        '--client-statements <who>',
        'client: who sends BACKUP and RESTORE, itself or the kit',
      ).choices(['client', 'kit']),
    )
    .option(
      '--client-devices <n>',
      `client: with how many devices it can work, to ${MOST_DEVICES}`,
      deviceCount,
    );
}

/**
 * Arguments of the kit, and those after the first `--`, which are the client's command, word by word. commander would put both into one
 * list, and take a word that was meant for the kit for the client's program.
 */
export function atDashes(args: readonly string[]): {
  readonly own: readonly string[];
  readonly clientCommand?: readonly string[];
} {
  const dashes = args.indexOf('--');
  if (dashes < 0) return { own: args };
  return { own: args.slice(0, dashes), clientCommand: args.slice(dashes + 1) };
}

/**
 * The client that is certified: of the configuration that was named, or lies in the folder, with what the flags say in place of what it says;
 * of the flags alone when they have the command and there is no file.
 * @param cwd absolute: where a configuration is looked for, and where relative paths of the flags start.
 * @throws UsageError CLIENT_CONFIG, CLIENT_CONFIG_MISSING, CLIENT_CONFIG_AMBIGUOUS, CLIENT_CONFIG_UNREADABLE
 */
export async function clientConfigOf(flags: ClientFlags, cwd: string): Promise<ClientConfig> {
  const { config, clientCommand, clientStatements, clientDevices } = flags;
  const asked = {
    ...(clientCommand === undefined ? {} : { command: withProgramOf(clientCommand, cwd) }),
    ...(clientStatements === undefined ? {} : { statements: clientStatements }),
    ...(clientDevices === undefined ? {} : { maxDevices: clientDevices }),
  };
  if (config === undefined && clientCommand !== undefined && configsIn(cwd).length === 0)
    return clientConfigFrom(asked, { name: 'the command line', folder: cwd });
  const { input, source } = await readConfig(path.resolve(cwd, config ?? findConfig(cwd)), cwd);
  return clientConfigFrom(isFields(input) ? { ...input, ...asked } : input, source);
}

function isFields(input: unknown): input is Record<string, unknown> {
  return typeof input === 'object' && input !== null && !Array.isArray(input);
}

function deviceCount(value: string): number {
  const parsed = Number(value);
  if (!Number.isInteger(parsed) || parsed < 1 || parsed > MOST_DEVICES)
    throw new InvalidArgumentError(`A whole number from 1 to ${MOST_DEVICES} is needed.`);
  return parsed;
}
