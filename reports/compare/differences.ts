import type { ProgramFile } from '../../harness/history/program-events.js';
import { buildOf } from '../json/build-of.js';
import type { RunDocument } from '../json/run-document.js';

/** In what two runs may be unlike, besides what was found. */
export type Aspect =
  'kit' | 'ruleSet' | 'target' | 'subject' | 'build' | 'library' | 'client' | 'instance' | 'fault' | 'shard';

/** Something in which two runs are not alike. Null: the run has nothing of the kind; without a shard it is whole. */
export interface Difference {
  readonly what: Aspect;
  readonly before: string | null;
  readonly after: string | null;
}

/** What makes a run's findings what they are. */
const FACTS: Readonly<Record<Aspect, (run: RunDocument) => string | null>> = {
  kit: ({ kit }) => `${kit.name} ${kit.version}`,
  ruleSet: ({ ruleSet }) => (ruleSet === undefined ? null : `${ruleSet.version} (sha256 ${ruleSet.digest})`),
  target: ({ target }) => `${target.name} (${target.platform})`,
  subject: ({ subject }) => subject,
  build: ({ target }) => buildOf(target),
  library: ({ target: { library } }) => nameAndDigest(library),
  client: ({ client }) => client?.files.map(nameAndDigest).join('; ') ?? null,
  instance: ({ target }) => target.instance ?? null,
  fault: ({ target }) => target.fault,
  shard: ({ shard }) => (shard === undefined ? null : `${shard.index}/${shard.count}`),
};

function nameAndDigest({ file, sha256 }: ProgramFile): string {
  return sha256 === null ? file : `${file}, sha256 ${sha256}`;
}

export function differences(before: RunDocument, after: RunDocument): Difference[] {
  return (Object.keys(FACTS) as Aspect[]).flatMap((what) => {
    const sides = { before: FACTS[what](before), after: FACTS[what](after) };
    return sides.before === sides.after ? [] : [{ what, ...sides }];
  });
}
