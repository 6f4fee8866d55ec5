import { Option, type Command } from 'commander';
import { adviceOn } from '../client-program/config-advice.js';
import type { ClientConfig } from '../client-program/client-config.js';
import { DEFAULT_TARGET } from '../targets/catalogue.js';
import type { Locale } from '../../specs/rules/rule.js';
import type { TextStream } from '../../reports/terminal/style.js';
import type { CertifyOptions } from './certify/certify.js';
import { allureHistoryOption } from './allure-history-option.js';
import { addClientOptions, clientConfigOf, type ClientFlags } from './client-options.js';
import { addContainerOptions, containerSettingsOf, type ContainerFlags } from './container-options.js';
import { EXIT_CODES_HELP } from './exit-code.js';
import { addKeyOption, signerAsked, type KeyFlag } from './certificate/key-option.js';
import { langOption } from './lang-option.js';
import { collect, instance, patience, somePath, wholeNumber } from './option-values.js';
import { ASKED_SUBJECTS, type AskedSubject } from './select-rules.js';
import { shardOf, type Shard } from './shard.js';
import { addSqlServerOptions, sqlServerOf, type SqlServerFlags } from './sql-server-options.js';

/** What the command line has for `certify`. */
export interface CertifyFlags extends ContainerFlags, SqlServerFlags, ClientFlags, KeyFlag {
  readonly target: string;
  readonly subject: AskedSubject;
  readonly rule: string[];
  readonly json: boolean;
  readonly lang: Locale;
  readonly out?: string;
  readonly vdi?: string;
  readonly instance?: string;
  readonly fault?: string;
  readonly patience?: number;
  readonly html: boolean;
  readonly allureHistory?: string;
  readonly jobs?: number;
  readonly shard?: Shard;
}

/** @param targets the names of those that there are. */
export function addCertifyOptions(command: Command, targets: string): Command {
  return addKeyOption(addClientOptions(addSqlServerOptions(addContainerOptions(command))))
    .description('certify a target: a verdict for every documented rule')
    .option('-t, --target <name>', `where to run: ${targets}`, DEFAULT_TARGET)
    .addOption(
      new Option(
        '-s, --subject <what>',
        'the interface, a SQL Server that is the server end (engine), both of these (all), or a program that is the client end (client)',
      )
        .choices(ASKED_SUBJECTS)
        .default('interface'),
    )
    .option(
      '-r, --rule <id>',
      'only this rule, whatever its subject; a glob for several; may be repeated',
      collect,
      [],
    )
    .option('--json', 'print one JSON document on standard output, and nothing else there', false)
    .addOption(langOption())
    .option('-o, --out <dir>', 'folder for the reports (default: reports/out)', somePath)
    .option('--vdi <path>', "the VDI library to certify (default: the target's own)", somePath)
    .option(
      '--instance <name>',
      'the SQL Server instance to name in calls (default: none is named)',
      instance,
    )
    .option('--patience <n>', 'multiply every time limit by n, on a slow machine', patience)
    .option('--html', "write Allure's HTML as well", false)
    .addOption(allureHistoryOption())
    .option('-j, --jobs <n>', 'rules that are looked at side by side (default: 2)', wholeNumber)
    .option('--shard <i/n>', 'only the i-th of n parts of the rules; see merge', shardOf)
    .addOption(
      new Option('--fault <id>', 'make the reference misbehave: a proof of the kit, no certification'),
    )
    .addHelpText('after', EXIT_CODES_HELP);
}

/**
 * What is asked for, and notes about the client's configuration on standard error.
 * @param clientCommand what stands after `--`.
 * @throws UsageError as containerSettingsOf, sqlServerOf and clientConfigOf
 */
export async function certificationAsked(
  { rule, sqlServer: named, ...flags }: CertifyFlags,
  clientCommand: readonly string[] | undefined,
  place: Place,
): Promise<CertifyOptions> {
  const container = containerSettingsOf(flags);
  const sqlServer = sqlServerOf({ ...flags, ...(named === undefined ? {} : { sqlServer: named }) });
  const signer = await signerAsked(flags, place.signingKey);
  const client = await clientOf({ ...flags, rule, ...(clientCommand && { clientCommand }) }, place);
  return {
    ...flags,
    rules: rule,
    container,
    ...(sqlServer && { sqlServer }),
    ...(client && { client }),
    ...(signer && { signer }),
  };
}

/** Where a configuration is looked for, and notes are told. */
interface Place {
  readonly signingKey?: string;
  readonly stderr: TextStream;
  readonly cwd?: string;
}

/** The client that is certified, if rules about one are asked for, or one is named. @throws UsageError as clientConfigOf */
async function clientOf(
  { subject, rule, ...flags }: Pick<CertifyFlags, 'subject' | 'rule' | keyof ClientFlags>,
  { cwd = process.cwd(), stderr }: Place,
): Promise<ClientConfig | undefined> {
  const named = flags.config !== undefined || flags.clientCommand !== undefined;
  const about = subject === 'client' || rule.some((id) => /^client/i.test(id));
  if (!named && !about) return undefined;
  const config = await clientConfigOf(flags, cwd);
  for (const advice of adviceOn(config)) stderr.write(`note: ${advice}\n`);
  return config;
}
