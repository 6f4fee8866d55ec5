import { pagesOf, pagesOfContradiction, publishedPage } from '../../reports/published-page.js';
import { contradictionsText } from '../../reports/terminal/contradiction-text.js';
import { ruleRows, ruleText } from '../../reports/terminal/rule-text.js';
import type { TextStream } from '../../reports/terminal/style.js';
import { TERMINAL_TEXTS } from '../../reports/texts/terminal-texts.js';
import { CONTRADICTIONS, contradictionsOf } from '../../specs/rules/contradictions.js';
import type { Locale, Rule } from '../../specs/rules/rule.js';
import { UsageError } from '../errors/kit-error.js';
import { printBuilds } from './builds/print-builds.js';
import { runsNamed } from './builds/runs-named.js';
import type { RulesFlags } from './rules-options.js';
import { selectRules } from './select-rules.js';

/**
 * `vdi-conformance rules`: a row for each rule, with ids or globs all about each; where the documents contradict each other; or
 * what builds did.
 * @throws UsageError for an id that matches nothing, what is about --builds without it, and runs that cannot be read.
 */
export async function rules(
  all: readonly Rule[],
  patterns: readonly string[],
  { json, lang, markdown, contradictions, builds, ...kept }: RulesFlags,
  out: TextStream,
): Promise<void> {
  if (builds === undefined && (markdown || Object.keys(kept).length > 0))
    throw new UsageError('CONTRADICTION', '--markdown, --in, --branch and --repository are about --builds', {
      remedy: 'Use --builds with them.',
    });
  const selected = selectRules(all, patterns);
  if (contradictions) printContradictions(selected, patterns.length > 0, { json, lang }, out);
  else if (builds !== undefined) {
    const runs = await runsNamed(builds === true ? [] : builds, kept);
    printBuilds(selected, runs, { json, markdown, lang }, out);
  } else printRules(selected, patterns.length > 0, { json, lang }, out);
}

/** For programs in English; for people in their language. */
interface Form {
  readonly json: boolean;
  readonly lang: Locale;
}

function printRules(selected: readonly Rule[], named: boolean, { json, lang }: Form, out: TextStream): void {
  if (json) {
    const data = selected.map((rule) => ({
      ...rule,
      contradictions: contradictionsOf(rule.id).map(({ id }) => id),
      links: pagesOf(rule).map((page) => publishedPage(page)),
    }));
    write(out, { schema: 'vdi-conformance/rules/1', rules: data });
  } else if (named) {
    out.write(selected.map((rule) => ruleText(rule, out, lang)).join('\n'));
  } else {
    out.write(ruleRows(selected, lang));
  }
}

/** All, those that no rule rests on too; or with named rules theirs. */
function printContradictions(
  selected: readonly Rule[],
  named: boolean,
  { json, lang }: Form,
  out: TextStream,
): void {
  const ids = new Set(selected.map(({ id }) => id));
  const shown = CONTRADICTIONS.filter(({ rules: of }) => !named || of.some((id) => ids.has(id)));
  if (json) {
    const data = shown.map((each) => ({
      ...each,
      links: pagesOfContradiction(each).map((page) => publishedPage(page)),
    }));
    write(out, { schema: 'vdi-conformance/contradictions/1', contradictions: data });
  } else if (shown.length === 0) {
    out.write(`${TERMINAL_TEXTS[lang].contradictions.noneKnown}\n`);
  } else {
    out.write(contradictionsText(shown, out, lang));
  }
}

function write(out: TextStream, document: object): void {
  out.write(`${JSON.stringify(document, null, 2)}\n`);
}
