import { buildOf } from '../json/build-of.js';
import type { RunDocument } from '../json/run-document.js';

/** Something in which two runs are not alike, besides what was found. */
export interface Difference {
  readonly what: string;
  readonly before: string;
  readonly after: string;
}

const NONE = 'none';

/** What makes a run's findings what they are, in words. */
const FACTS: Readonly<Record<string, (run: RunDocument) => string>> = {
  kit: ({ kit }) => `${kit.name} ${kit.version}`,
  'rule set': ({ ruleSet }) =>
    ruleSet === undefined ? NONE : `${ruleSet.version}, digest ${ruleSet.digest}`,
  target: ({ target }) => `${target.name} (${target.platform})`,
  subject: ({ subject }) => subject,
  build: ({ target }) => buildOf(target),
  library: ({ target: { library } }) => `${library.file}, sha256 ${library.sha256}`,
  instance: ({ target }) => target.instance ?? NONE,
  fault: ({ target }) => target.fault ?? NONE,
  part: ({ shard }) => (shard === undefined ? 'the whole' : `shard ${shard.index} of ${shard.count}`),
};

export function differences(before: RunDocument, after: RunDocument): Difference[] {
  return Object.entries(FACTS).flatMap(([what, of]) => {
    const sides = { before: of(before), after: of(after) };
    return sides.before === sides.after ? [] : [{ what, ...sides }];
  });
}
