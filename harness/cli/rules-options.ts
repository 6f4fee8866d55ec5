import { Option, type Command } from 'commander';
import type { PlaceFlags } from './history/place-of.js';
import { somePath } from './option-values.js';
import type { Locale } from '../../specs/rules/rule.js';
import { langOption } from './lang-option.js';

/** What the command line has for `rules`. */
export interface RulesFlags extends PlaceFlags {
  readonly json: boolean;
  readonly lang: Locale;
  readonly markdown: boolean;
  readonly contradictions: boolean;
  /** The runs that are named behind it; true: none is. */
  readonly builds?: string[] | true;
}

export function addRulesOptions(command: Command): Command {
  return command
    .description('list the rules; with ids (or globs), all about these')
    .argument('[id...]')
    .option('--json', 'as one JSON document', false)
    .addOption(langOption())
    .addOption(
      new Option(
        '--contradictions',
        'list where the documents contradict each other, what is certified there and why; with ids, for these rules',
      )
        .default(false)
        .conflicts('builds'),
    )
    .option(
      '--builds [run...]',
      'rule by rule: what the documents demand, what the reference did, and what each real build did in these runs (output folders, or their run.json)',
    )
    .option('--in <folder>', 'with --builds: the runs that `history add` keeps in a folder', somePath)
    .option('--branch <name>', 'with --builds: the runs that it keeps in a branch')
    .option('--repository <folder>', 'of the branch; default: the current folder', somePath)
    .addOption(
      new Option('--markdown', 'with --builds: as Markdown')
        .default(false)
        .conflicts(['json', 'contradictions']),
    );
}
