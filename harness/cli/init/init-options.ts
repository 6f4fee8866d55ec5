import { InvalidArgumentError, Option, type Command } from 'commander';
import type { ClientConfigInput } from '../../client-program/define-config.js';
import { addClientFields, type ClientFlags } from '../client-options.js';

/** What the command line has for `init`. */
export interface InitFlags extends Pick<ClientFlags, 'clientStatements' | 'clientDevices'> {
  readonly format: 'ts' | 'js' | 'json';
  readonly force: boolean;
  readonly cwd?: string;
  readonly env: Readonly<Record<string, string>>;
  readonly exitCode?: readonly number[];
  readonly outputPattern?: string;
  readonly endMs?: number;
  readonly runMs?: number;
  readonly cannotRestore?: string;
  readonly cannotSeveralDevices?: string;
}

export function addInitOptions(command: Command): Command {
  return addClientFields(command)
    .addOption(new Option('--format <kind>', 'of the file').choices(['ts', 'js', 'json']).default('ts'))
    .option('--force', 'write over a configuration that is there', false)
    .option('--cwd <dir>', 'the client’s working folder (default: that of the file)')
    .option('--env <name=value>', 'an environment variable; may be repeated', variable, {})
    .option('--exit-code <n>', 'of a success; may be repeated (default: 0)', exitCode)
    .option('--output-pattern <regex>', 'what a line of the output matches, of a success')
    .option(
      '--end-ms <n>',
      'how long the client may take to end once its set has ended (default: 10000)',
      Number,
    )
    .option('--run-ms <n>', 'how long a whole backup may take (default: 60000)', Number)
    .option('--cannot-restore <why>', 'it cannot restore, for this reason')
    .option('--cannot-several-devices <why>', 'it works with one device only, for this reason')
    .addHelpText(
      'after',
      '\nWhat follows -- is the client’s command, e.g.\n  vdi-conformance init -- ./my-client --set {set} --devices {devices} --file {file} {direction}\nWithout it, in a terminal, it is asked for.',
    );
}

/** What the flags say of the client; what they do not say is left out. */
export function clientOfFlags(
  flags: InitFlags,
  command: readonly string[] | undefined,
): Partial<ClientConfigInput> {
  const { exitCode: exitCodes, outputPattern: output, endMs, runMs } = flags;
  const { cannotRestore: restore, cannotSeveralDevices: severalDevices } = flags;
  return said({
    command,
    env: saidAny(flags.env),
    cwd: flags.cwd,
    statements: flags.clientStatements,
    success: saidAny(said({ exitCodes, output })),
    maxDevices: flags.clientDevices,
    limits: saidAny(said({ endMs, runMs })),
    cannot: saidAny(said({ restore, severalDevices })),
  });
}

/** The fields that have a value. */
function said<T extends object>(fields: T): { [K in keyof T]?: Exclude<T[K], undefined> } {
  const entries = Object.entries(fields).filter(([, value]) => value !== undefined);
  return Object.fromEntries(entries) as { [K in keyof T]?: Exclude<T[K], undefined> };
}

function saidAny<T extends object>(fields: T): T | undefined {
  return Object.keys(fields).length === 0 ? undefined : fields;
}

function variable(value: string, before: Readonly<Record<string, string>>): Record<string, string> {
  const equals = value.indexOf('=');
  if (equals < 1) throw new InvalidArgumentError('NAME=VALUE is needed.');
  return { ...before, [value.slice(0, equals)]: value.slice(equals + 1) };
}

function exitCode(value: string, before: readonly number[] = []): number[] {
  return [...before, Number(value)];
}
