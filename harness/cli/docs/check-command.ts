import {
  DOCS_CHECK_SCHEMA,
  type DocumentationCheck,
} from '../../../specs/documentation/documentation-check.js';
import {
  checkDocumentation,
  type DocumentationRecord,
} from '../../../specs/documentation/check-documentation.js';
import { documentationText } from '../../../reports/documentation/documentation-text.js';
import { LOCALES, type Locale } from '../../../specs/rules/rule.js';
import type { TextStream } from '../../../reports/terminal/style.js';
import { EXIT } from '../exit-code.js';
import type { World } from '../world.js';
import { readDocumentation, withoutPieces } from './read-documentation.js';

/** What the command line has for `docs check`. */
export interface DocsCheckFlags {
  readonly docs: string;
  readonly locale: readonly Locale[];
  readonly against?: string;
  readonly json: boolean;
  readonly lang: Locale;
}

/**
 * `vdi-conformance docs check`: the published pages against what is on record of them.
 * @returns the exit code: 0 when everything is accounted for, else 1.
 * @throws UsageError as readDocumentation
 */
export async function checkDocs(
  { docs, locale, against, json, lang }: DocsCheckFlags,
  { kit, record }: Pick<World, 'kit'> & { readonly record: DocumentationRecord },
  out: TextStream,
): Promise<number> {
  const locales = LOCALES.filter((each) => locale.length === 0 || locale.includes(each));
  const { pages, leftOut } = await readDocumentation(docs, locales);
  const older = against === undefined ? [] : (await readDocumentation(against, locales)).pages;
  const check: DocumentationCheck = {
    schema: DOCS_CHECK_SCHEMA,
    kit,
    ...checkDocumentation(pages, record, locales, older),
    pages: pages.map(withoutPieces),
    leftOut: [...leftOut],
  };
  out.write(json ? `${JSON.stringify(check, null, 2)}\n` : documentationText(check, out, lang));
  return check.accountedFor ? EXIT.conformant : EXIT.notConformant;
}
