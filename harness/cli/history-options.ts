import type { Command } from 'commander';
import type { TextStream } from '../../reports/terminal/style.js';
import type { Rule } from '../../specs/rules/rule.js';
import { compare, type ComparisonForm } from './compare-command.js';
import {
  addToHistory,
  compareInHistory,
  showHistory,
  type BuildFlags,
  type HistoryFlags,
} from './history-command.js';
import { GREEN, WHICH_RUN } from './history/find-kept.js';
import { langOption } from './lang-option.js';
import { somePath } from './option-values.js';

const COMPARE_EXIT_CODES_HELP = `
Exit codes:
  0  nothing got worse
  1  something did: a rule, one that is not asked for any more, or the kit, which has a new problem
  2  usage: a run cannot be read, or is not there`;

const JSON_OPTION = [
  '--json',
  'print one JSON document on standard output, and nothing else there',
  false,
] as const;

const BUILD_OPTION = ['--build <name>', 'only runs of this build, such as 16.0.4135.4'] as const;

/**
 * `compare`, and `history` with what it can do.
 * @param rules the catalogue.
 */
export function addHistoryCommands(
  program: Command,
  rules: readonly Rule[],
  out: TextStream,
  end: (exitCode: number) => void,
): void {
  program
    .command('compare')
    .description('say what changed between two runs, rule by rule')
    .argument('<before>', "a run's output folder, or its run.json")
    .argument('<after>', "a later one's")
    .option(...JSON_OPTION)
    .addOption(langOption())
    .addHelpText('after', COMPARE_EXIT_CODES_HELP)
    .action(async (before: string, after: string, form: ComparisonForm) => {
      end(await compare(before, after, form, out));
    });

  const history = program.command('history').description('keep runs, and say what changed in their course');
  addPlaceOptions(history.command('add'))
    .description('keep the run of an output folder, once, and write its page again with the course of runs')
    .argument('<out>', 'the folder that certify or merge wrote')
    .action(async (run: string, flags: HistoryFlags) => {
      end(await addToHistory(run, flags, out, rules));
    });
  addPlaceOptions(history.command('show'))
    .description('list the kept runs by what was certified, newest last, with what changed and what is flaky')
    .option(...BUILD_OPTION)
    .action(async (flags: BuildFlags) => {
      end(await showHistory(flags, out));
    });
  addPlaceOptions(history.command('compare'))
    .description('compare two kept runs: by default the last one with the last green one before it')
    .argument('[before]', `${WHICH_RUN} (default: ${GREEN}, the last green one before the other)`)
    .argument('[after]', `${WHICH_RUN} (default: the last one)`)
    .option(...BUILD_OPTION)
    .addHelpText('after', COMPARE_EXIT_CODES_HELP)
    .action(async (before: string | undefined, after: string | undefined, flags: BuildFlags) => {
      end(await compareInHistory(before, after, flags, out));
    });
}

function addPlaceOptions(command: Command): Command {
  return command
    .option('--in <folder>', 'the folder in which runs are kept', somePath)
    .option('--branch <name>', 'the branch of git in which runs are kept; nothing is pushed')
    .option('--repository <dir>', 'the repository of the branch (default: the current folder)', somePath)
    .option(...JSON_OPTION)
    .addOption(langOption());
}
