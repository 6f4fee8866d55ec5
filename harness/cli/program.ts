import { Command, CommanderError, Help, Option } from 'commander';
import { DEFAULT_TARGET } from '../targets/catalogue.js';
import { SUBJECTS, type Locale } from '../../specs/rules/rule.js';
import { TerminalReport } from '../../reports/terminal/terminal-report.js';
import { addCertifyOptions, certificationAsked, type CertifyFlags } from './certify-options.js';
import { certify, type CertifyOptions } from './certify/certify.js';
import type { Certification } from './certify/report-run.js';
import { atDashes } from './client-options.js';
import { addContainerOptions, containerSettingsOf, type ContainerFlags } from './container-options.js';
import { addDocsCommands } from './docs-commands.js';
import { doctor } from './doctor-command.js';
import { EXIT, EXIT_CODES_HELP, exitCodeOfError } from './exit-code.js';
import { explainError } from './explain-error.js';
import { faults, type FaultsOptions } from './faults-command.js';
import { exploreTarget, type ExploreOptions } from './explore-command.js';
import { addHistoryCommands } from './history-options.js';
import { init } from './init-command.js';
import { addInitOptions, clientOfFlags, type InitFlags } from './init/init-options.js';
import type { Questions } from './init/questions.js';
import { langOption } from './lang-option.js';
import { merge } from './merge-command.js';
import { rules } from './rules-command.js';
import { addRulesOptions, type RulesFlags } from './rules-options.js';
import { defineCertificateCommands } from './certificate/commands.js';
import { addKeyOption, signerAsked, type KeyFlag } from './certificate/key-option.js';
import { allureHistoryOption } from './allure-history-option.js';
import { collect, instance, patience, seed, somePath, wholeNumber } from './option-values.js';
import { replay, type ReplayOptions } from './replay-command.js';
import { serve, type ServeOptions } from './serve-command.js';
import { PASSWORD_VARIABLE } from './sql-server-options.js';
import type { TextStream } from '../../reports/terminal/style.js';
import type { World } from './world.js';

/** The streams, the signal and the folder that a command works with. */
export interface Console {
  readonly stdout: TextStream;
  readonly stderr: TextStream;
  readonly signal?: AbortSignal;
  /** Somebody who can be asked; absent: there is no terminal. */
  readonly questions?: () => Questions;
  /** Where relative paths start; absent: the process' working folder. */
  readonly cwd?: string;
  /** A private key in PEM that signs where no file is named. */
  readonly signingKey?: string;
}

/** Of these `--` ends the kit's own arguments, and the client's command begins. */
const TAKES_CLIENT_COMMAND = ['init', 'certify'];

const EXPLORE_EXIT_CODES_HELP = `
Exit codes:
  0  no difference from the model
  1  the target differs from the model
  2  usage or configuration: what was asked for cannot be done as asked
  3  target unavailable: see \`vdi-conformance doctor\`
  4  the kit itself failed, or was to take every transition and did not
  128 + n  ended by signal n (130: Ctrl-C)`;

interface MergeFlags extends KeyFlag {
  readonly json: boolean;
  readonly lang: Locale;
  readonly out?: string;
  readonly html: boolean;
  readonly allureHistory?: string;
}

interface DoctorFlags extends ContainerFlags {
  readonly target?: string;
  readonly instance?: string;
}

/**
 * The command line.
 * @param args what follows the program's name.
 * @returns the exit code; nothing is thrown.
 */
export async function run(args: readonly string[], world: World, console: Console): Promise<number> {
  let exitCode: number = EXIT.conformant;
  const takesCommand = TAKES_CLIENT_COMMAND.includes(args[0] ?? '');
  const { own, clientCommand } = takesCommand ? atDashes(args) : { own: args, clientCommand: undefined };
  const program = define(world, console, (code) => (exitCode = code), clientCommand);
  defineInit(program, console, clientCommand);
  addHistoryCommands(program, world.rules, console.stdout, (code) => (exitCode = code));
  defineCertificateCommands(program, world, console.stdout, (code) => (exitCode = code));
  try {
    await program.parseAsync(own, { from: 'user' });
    return exitCode;
  } catch (error) {
    // commander has already said what it is about; --help and --version come this way too, with 0.
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : EXIT.usage;
    console.stderr.write(explainError(error));
    return exitCodeOfError(error);
  }
}

/** commander's own, but for the defaults of options that may be repeated: `[]` and `{}` say nothing to a user. */
function optionDescription(option: Option): string {
  return new Help().optionDescription(option).replace(/ \(default: (\[\]|\{\})\)$/, '');
}

function define(
  world: World,
  console: Console,
  end: (exitCode: number) => void,
  clientCommand: readonly string[] | undefined,
): Command {
  const program = new Command('vdi-conformance')
    .description("Certifies implementations of SQL Server's Virtual Device Interface (VDI).")
    .version(world.kit.version)
    .exitOverride()
    .configureOutput({
      writeOut: (text) => void console.stdout.write(text),
      writeErr: (text) => void console.stderr.write(text),
    })
    .configureHelp({ optionDescription })
    .showHelpAfterError('(--help says more)')
    .addHelpText('after', EXIT_CODES_HELP);

  /** What a command certifies, told as it goes or printed as a document. */
  const certifying = async (
    { json, lang }: { readonly json: boolean; readonly lang: Locale },
    work: (reporting: Pick<CertifyOptions, 'progress' | 'signal'>) => Promise<Certification>,
  ): Promise<void> => {
    const { signal } = console;
    const progress = json ? undefined : new TerminalReport(console.stdout, lang);
    try {
      const { document, exitCode } = await work({ ...(progress && { progress }), ...(signal && { signal }) });
      if (json) console.stdout.write(`${JSON.stringify(document, null, 2)}\n`);
      end(exitCode);
    } finally {
      progress?.stopped();
    }
  };

  const targets = world.targets.map((target) => target.name).join(', ');
  addCertifyOptions(program.command('certify'), targets).action(async (flags: CertifyFlags) => {
    const asked = await certificationAsked(flags, clientCommand, console);
    await certifying(flags, (reporting) => certify({ ...asked, ...reporting }, world));
  });

  addKeyOption(program.command('merge'))
    .description('make one run of the shards that were certified on several machines')
    .argument('<dir...>', 'the folders that they wrote')
    .option('--json', 'print one JSON document on standard output, and nothing else there', false)
    .addOption(langOption())
    .option('-o, --out <dir>', 'folder for the reports (default: reports/out)', somePath)
    .option('--html', "write Allure's HTML as well", false)
    .addOption(allureHistoryOption())
    .addHelpText('after', EXIT_CODES_HELP)
    .action(async (folders: string[], { key, ...flags }: MergeFlags) => {
      const signer = await signerAsked({ ...(key && { key }) }, console.signingKey);
      const asked = { ...flags, ...(signer && { signer }) };
      await certifying(flags, (reporting) => merge(folders, { ...asked, ...reporting }, world));
    });

  addRulesOptions(program.command('rules')).action(async (ids: string[], flags: RulesFlags) => {
    await rules(world.rules, ids, flags, console.stdout);
  });

  addDocsCommands(program, world, console.stdout, end);

  program
    .command('faults')
    .description('prove the judges: certify the reference with each of its faults; fault x rule')
    .option('-t, --target <name>', 'whose reference: embedded, wine or windows-host', DEFAULT_TARGET)
    .addOption(
      new Option(
        '-s, --subject <what>',
        'faults of the library (interface), of the SQL endpoint (engine), or of our own client (client)',
      )
        .choices(SUBJECTS)
        .default('interface'),
    )
    .option(
      '-r, --rule <id>',
      'only the faults of this rule; a glob for several; may be repeated',
      collect,
      [],
    )
    .option('-f, --fault <id>', 'only this fault; a glob for several; may be repeated', collect, [])
    .option('--json', 'print one JSON document on standard output, and nothing else there', false)
    .option('--list', 'list the faults, and run nothing', false)
    .option('--thorough', "every case of every rule, not only the first of the other rules'", false)
    .option('-j, --jobs <n>', 'faults that are looked at side by side (default: 2)', wholeNumber)
    .option('--patience <n>', 'multiply every time limit by n, on a slow machine', patience)
    .option('-o, --out <dir>', 'folder for the document and the histories of failed cases', somePath)
    .addHelpText(
      'after',
      '\nExit codes:\n  0  every fault is caught by its rule, for its reason, and every rule has its own fault\n  1  not so\n  2  usage\n  4  the kit or its machine failed, and nothing else is wrong',
    )
    .action(async (options: FaultsOptions) => {
      end(await faults(options, world, console.stdout, console.signal));
    });

  program
    .command('explore')
    .description(
      'play random sequences of calls of both ends, and compare every answer with the state tables',
    )
    .option('-t, --target <name>', `where to run: ${targets}`, DEFAULT_TARGET)
    .option('-n, --runs <n>', 'how many sequences', wholeNumber, 500)
    .option('--seed <n>', 'the same seed makes the same sequences (default: by chance)', seed)
    .option('--json', 'print one JSON document on standard output, and nothing else there', false)
    .option('-o, --out <dir>', 'folder for a sequence that differs (default: reports/out)', somePath)
    .option('--vdi <path>', "the VDI library (default: the target's own)", somePath)
    .option(
      '--transitions',
      'list which transitions were taken, how often, and which not; 4 if a reachable one was not',
      false,
    )
    .option('--write-sequences <file>', 'write the sequences for the native player, and play none', somePath)
    .option('--patience <n>', 'multiply every time limit by n, on a slow machine', patience)
    .addOption(new Option('--fault <id>', 'make the reference misbehave: a proof of the kit'))
    .addHelpText('after', EXPLORE_EXIT_CODES_HELP)
    .action(async (options: ExploreOptions) => {
      end(await exploreTarget(options, world, console.stdout, console.signal));
    });

  program
    .command('replay')
    .description('play a sequence again that explore wrote')
    .argument('<file>')
    .option('-t, --target <name>', `where to run: ${targets}`, DEFAULT_TARGET)
    .option('--json', 'print one JSON document on standard output, and nothing else there', false)
    .option('--vdi <path>', "the VDI library (default: the target's own)", somePath)
    .option('--patience <n>', 'multiply every time limit by n, on a slow machine', patience)
    .addOption(new Option('--fault <id>', 'make the reference misbehave: a proof of the kit'))
    .addHelpText('after', EXPLORE_EXIT_CODES_HELP)
    .action(async (file: string, options: ReplayOptions) => {
      end(await replay(file, options, world, console.stdout, console.signal));
    });

  program
    .command('serve')
    .description(
      'run the reference SQL endpoint, for a vendor who debugs his client: BACKUP and RESTORE over VDI',
    )
    .option('-p, --port <n>', 'TCP port on 127.0.0.1 (default: any that is free)', wholeNumber)
    .option('-u, --user <name>', 'the log-in', 'sa')
    .option(
      '-d, --database <name=size>',
      'a database to back up, e.g. ledger=64MB; may be repeated',
      collect,
      [],
    )
    .option('--vdi <path>', "the VDI library (default: the reference's)", somePath)
    .addHelpText('after', `\nThe password is one by chance, or that in ${PASSWORD_VARIABLE}.`)
    .action(async ({ port = 0, ...options }: Omit<ServeOptions, 'port'> & { port?: number }) => {
      await serve({ port, ...options }, console.stdout, console.signal);
    });

  addContainerOptions(program.command('doctor'))
    .description('say which targets are available here, and what the others need')
    .option('-t, --target <name>', 'only this one')
    .option('--instance <name>', "the SQL Server instance that Windows' VDI library is tried with", instance)
    .addHelpText('after', '\nExit codes:\n  0  the target (default: embedded) is available\n  3  it is not')
    .action(async ({ target, instance: named, ...flags }: DoctorFlags) => {
      const container = containerSettingsOf(flags);
      const { stdout, signal } = console;
      end(await doctor(world.targets, target, named ?? null, container, stdout, signal));
    });
  return program;
}

function defineInit(program: Command, console: Console, command: readonly string[] | undefined): void {
  addInitOptions(program.command('init'))
    .description('write the configuration of a VDI client that is to be certified')
    .action(async ({ format, force, ...flags }: InitFlags) => {
      const client = clientOfFlags({ format, force, ...flags }, command);
      const cwd = console.cwd ?? process.cwd();
      await init({ format, force, client, cwd }, console.stdout, console.questions ?? null);
    });
}
