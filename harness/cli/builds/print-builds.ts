import type { RunDocument } from '../../../reports/json/run-document.js';
import { threeWayDocument } from '../../../reports/three-way/three-way-document.js';
import { threeWayMarkdown } from '../../../reports/three-way/three-way-markdown.js';
import { threeWayText } from '../../../reports/three-way/three-way-text.js';
import { threeWayView } from '../../../reports/three-way/three-way-view.js';
import type { TextStream } from '../../../reports/terminal/style.js';
import type { Locale, Rule } from '../../../specs/rules/rule.js';
import { UsageError } from '../../errors/kit-error.js';

/** For programs, or for people in their language. */
export interface BuildsForm {
  readonly json: boolean;
  readonly markdown: boolean;
  readonly lang: Locale;
}

/**
 * `vdi-conformance rules --builds RUN...`: the documents, the reference and each real build, rule by rule.
 * @throws UsageError when all rules are about a client.
 */
export function printBuilds(
  rules: readonly Rule[],
  runs: readonly RunDocument[],
  { json, markdown, lang }: BuildsForm,
  out: TextStream,
): void {
  const view = threeWayView(rules, runs);
  if (view.parts.length === 0) {
    throw new UsageError('NO_BUILDS', 'rules about a client are about a program, and no build of others', {
      remedy: 'Name rules of the interface or of the engine, or none.',
    });
  }
  if (json) out.write(`${JSON.stringify(threeWayDocument(view), null, 2)}\n`);
  else if (markdown) out.write(threeWayMarkdown(view, lang));
  else out.write(threeWayText(view, out, lang));
}
