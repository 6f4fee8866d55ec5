import { placeOf, samePlace, type Place } from '../../../specs/documentation/place.js';
import { recordText } from '../../../specs/documentation/record-text.js';
import { EXEMPTIONS } from '../../../specs/rules/iservervirtualdeviceset2-close.exemptions.js';
import { SENTENCES } from '../../../specs/rules/iservervirtualdeviceset2-close.sentences.js';
import type { TextStream } from '../../../reports/terminal/style.js';
import { readDocumentation } from './read-documentation.js';

/**
 * `vdi-conformance docs fingerprint`: what the pages as they are now would have on record, as lines for the data files in
 * specs/rules.
 * @throws UsageError as readDocumentation
 */
export async function printFingerprints(docs: string, out: TextStream): Promise<void> {
  const { pages } = await readDocumentation(docs);
  const text = recordText(pages, EXEMPTIONS, nameOf);
  const name = 'specs/rules/iservervirtualdeviceset2-close';
  for (const [file, lines] of Object.entries(text) as [string, readonly string[]][])
    out.write(`// ${name}.${file}.ts\n${lines.map((line) => `  ${line}\n`).join('')}\n`);
}

/** The name of a sentence on record. */
function nameOf(fingerprints: readonly string[], place: Place): string | undefined {
  const all = Object.entries(SENTENCES);
  const same = all.find(([, { fingerprint }]) =>
    Object.values(fingerprint).some((each) => fingerprints.includes(each)),
  );
  return (same ?? all.find(([, sentence]) => samePlace(placeOf(sentence), place)))?.[0];
}
