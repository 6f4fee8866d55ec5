import { InvalidArgumentError, Option, type Command } from 'commander';
import { LOCALES, type Locale } from '../../specs/rules/rule.js';
import type { TextStream } from '../../reports/terminal/style.js';
import type { DocsCheckFlags } from './docs/check-command.js';
import { langOption } from './lang-option.js';
import { somePath } from './option-values.js';
import type { World } from './world.js';

const EXIT_CODES = `
Exit codes:
  0  every sentence of the pages is accounted for, and is as it is on record
  1  one is not
  2  usage: no page, or no folder, or a file that cannot be a page
  4  the kit itself failed`;

/**
 * `vdi-conformance docs`: the published documentation against what is on record of it.
 * @param end is told the exit code.
 */
export function addDocsCommands(
  program: Command,
  world: Pick<World, 'kit' | 'rules'>,
  out: TextStream,
  end: (exitCode: number) => void,
): void {
  const docs = program
    .command('docs')
    .description('the published documentation, held against what rules rest on');

  docs
    .command('check')
    .description('say which sentences that rules rest on changed, and which no rule accounts for')
    .requiredOption(
      '--docs <dir>',
      'the published pages: a checkout of the documentation, or several',
      somePath,
    )
    .addOption(
      new Option('--locale <l>', `only this language: ${LOCALES.join(', ')}; may be repeated`)
        .default([], 'all')
        .argParser(localesOf),
    )
    .option('--against <dir>', 'an older copy: words that are gone are told from it', somePath)
    .option('--json', 'print one JSON document on standard output, and nothing else there', false)
    .addOption(langOption())
    .addHelpText('after', EXIT_CODES)
    .action(async (flags: DocsCheckFlags) => {
      // Loaded when asked for: a Markdown parser is no business of the other commands.
      const { checkDocs } = await import('./docs/check-command.js');
      const { recordOfProject } = await import('./docs/record-of-project.js');
      end(await checkDocs(flags, { kit: world.kit, record: recordOfProject(world.rules) }, out));
    });

  docs
    .command('fingerprint')
    .description('print what the pages as they are now would have on record, for the files in specs/rules')
    .requiredOption('--docs <dir>', 'the published pages, in all languages', somePath)
    .action(async (flags: { docs: string }) => {
      const { printFingerprints } = await import('./docs/fingerprint-command.js');
      await printFingerprints(flags.docs, out);
    });
}

function localesOf(value: string, before: readonly Locale[]): Locale[] {
  const locale = LOCALES.find((each) => each === value);
  if (locale === undefined) throw new InvalidArgumentError(`One of ${LOCALES.join(', ')} is needed.`);
  return [...before, locale];
}
