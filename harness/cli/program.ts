import { Command, CommanderError, InvalidArgumentError, Option } from 'commander';
import { DEFAULT_TARGET } from '../targets/catalogue.js';
import { TerminalReport } from '../../reports/terminal/terminal-report.js';
import { certify } from './certify/certify.js';
import { doctor } from './doctor-command.js';
import { EXIT, EXIT_CODES_HELP, exitCodeOfError } from './exit-code.js';
import { explainError } from './explain-error.js';
import { faults, type FaultsOptions } from './faults-command.js';
import { printRules } from './rules-command.js';
import type { TextStream } from '../../reports/terminal/style.js';
import type { World } from './world.js';

/** The streams and the signal that a command works with. */
export interface Console {
  readonly stdout: TextStream;
  readonly stderr: TextStream;
  readonly signal?: AbortSignal;
}

interface CertifyFlags {
  readonly target: string;
  readonly rule: string[];
  readonly json: boolean;
  readonly out?: string;
  readonly vdi?: string;
  readonly fault?: string;
  readonly patience?: number;
  readonly html: boolean;
  readonly jobs?: number;
}

/**
 * The command line.
 * @param args what follows the program's name.
 * @returns the exit code; nothing is thrown.
 */
export async function run(args: readonly string[], world: World, console: Console): Promise<number> {
  let exitCode: number = EXIT.conformant;
  const program = define(world, console, (code) => (exitCode = code));
  try {
    await program.parseAsync(args, { from: 'user' });
    return exitCode;
  } catch (error) {
    // commander has already said what it is about; --help and --version come this way too, with 0.
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : EXIT.usage;
    console.stderr.write(explainError(error));
    return exitCodeOfError(error);
  }
}

function define(world: World, console: Console, end: (exitCode: number) => void): Command {
  const program = new Command('vdi-conformance')
    .description("Certifies implementations of SQL Server's Virtual Device Interface (VDI).")
    .version(world.kit.version)
    .exitOverride()
    .configureOutput({
      writeOut: (text) => void console.stdout.write(text),
      writeErr: (text) => void console.stderr.write(text),
    })
    .showHelpAfterError('(--help says more)')
    .addHelpText('after', EXIT_CODES_HELP);

  const targets = world.targets.map((target) => target.name).join(', ');
  program
    .command('certify')
    .description('certify a target: a verdict for every documented rule')
    .option('-t, --target <name>', `where to run: ${targets}`, DEFAULT_TARGET)
    .option('-r, --rule <id>', 'only this rule; a glob for several; may be repeated', collect, [])
    .option('--json', 'print one JSON document on standard output, and nothing else there', false)
    .option('-o, --out <dir>', 'folder for the reports (default: reports/out)', somePath)
    .option('--vdi <path>', "the VDI library to certify (default: the target's own)", somePath)
    .option('--patience <n>', 'multiply every time limit by n, on a slow machine', patience)
    .option('--html', "write Allure's HTML as well", false)
    .option('-j, --jobs <n>', 'rules that are looked at side by side (default: 2)', wholeNumber)
    .addOption(
      new Option('--fault <id>', 'make the reference misbehave: a proof of the kit, no certification'),
    )
    .addHelpText('after', EXIT_CODES_HELP)
    .action(async ({ rule, json, ...flags }: CertifyFlags) => {
      const { signal } = console;
      const progress = json ? undefined : new TerminalReport(console.stdout);
      try {
        const { document, exitCode } = await certify(
          { ...flags, rules: rule, ...(progress && { progress }), ...(signal && { signal }) },
          world,
        );
        if (json) console.stdout.write(`${JSON.stringify(document, null, 2)}\n`);
        end(exitCode);
      } finally {
        progress?.stopped();
      }
    });

  program
    .command('rules')
    .description('list the rules; with ids (or globs), all about these')
    .argument('[id...]')
    .option('--json', 'as one JSON document', false)
    .action((ids: string[], { json }: { json: boolean }) => {
      printRules(world.rules, ids, json, console.stdout);
    });

  program
    .command('faults')
    .description('prove the judges: certify the reference with each of its faults; fault x rule')
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
      '\nExit codes:\n  0  every fault is caught by its rule, for its reason, and every rule has its own fault\n  1  not so\n  2  usage',
    )
    .action(async (options: FaultsOptions) => {
      end(await faults(options, world, console.stdout, console.signal));
    });

  program
    .command('doctor')
    .description('say which targets are available here, and what the others need')
    .option('-t, --target <name>', 'only this one')
    .addHelpText('after', '\nExit codes:\n  0  the target (default: embedded) is available\n  3  it is not')
    .action(async ({ target }: { target?: string }) => {
      end(await doctor(world.targets, target, console.stdout));
    });
  return program;
}

function collect(value: string, before: readonly string[]): string[] {
  return [...before, value];
}

/** The longest limit times this is still far from what a timer can hold. */
const MOST_PATIENCE = 10_000;

function patience(value: string): number {
  const parsed = Number(value);
  if (!(parsed > 0 && parsed <= MOST_PATIENCE))
    throw new InvalidArgumentError(`A number above 0, and at most ${MOST_PATIENCE}, is needed.`);
  return parsed;
}

function somePath(value: string): string {
  if (value.trim() === '') throw new InvalidArgumentError('A path is needed.');
  return value;
}

function wholeNumber(value: string): number {
  const parsed = Number(value);
  if (!Number.isInteger(parsed) || parsed < 1)
    throw new InvalidArgumentError('A whole number from 1 is needed.');
  return parsed;
}
