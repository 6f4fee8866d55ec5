import { isReferenceEndpoint, libraryName, serverName } from '../json/build-of.js';
import type { RunDocument } from '../json/run-document.js';
import type { Subject } from '../../specs/rules/rule.js';

/** Rules about a client are about somebody's program, which is no build of anything that others have. */
export type BuildSubject = Exclude<Subject, 'client'>;

/** What a run certified: an implementation of the interface, or a SQL Server. */
export interface Build {
  /** Whether it is the reference; it says so itself. */
  readonly reference: boolean;
  /** The same for the same bytes, or for the same build of SQL Server. */
  readonly key: string;
  /** For people. */
  readonly name: string;
  /** Where it ran. */
  readonly platform: string;
}

type Target = RunDocument['target'];

/** What the findings on rules of a subject are about in a run on this target; null: it had none. */
export function buildFor(subject: BuildSubject, target: Target): Build | null {
  return subject === 'interface' ? libraryOf(target) : sqlServerOf(target);
}

/** Only the reference answers when it is asked for its version (`VdiReferenceVersion`): by that it is known, and not by its name. */
function libraryOf({ library, platform }: Target): Build {
  const reference = library.version !== null;
  return { reference, key: library.sha256, name: libraryName(library), platform };
}

function sqlServerOf({ sqlServer, platform }: Target): Build | null {
  if (sqlServer === undefined) return null;
  return {
    reference: isReferenceEndpoint(sqlServer),
    key: `${sqlServer.productVersion} ${sqlServer.edition}`,
    name: serverName(sqlServer),
    platform,
  };
}
