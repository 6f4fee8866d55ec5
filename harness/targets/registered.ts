import type { CallFound, Found, RegisteredFound } from '../agent/library-found.js';
import { TargetUnavailableError } from '../errors/kit-error.js';
import { hresultName } from '../vdi/codes.js';
import { sha256Of, type LibraryFacts } from './library.js';
import { probeLibrary } from './library-probe.js';
import type { NodeHost } from './node-host.js';

/** What is known of the VDI library that is registered with Windows. */
export interface ExaminedRegistered {
  /** Path of the file that COM loads, as this machine names it. */
  readonly file: string;
  readonly facts: LibraryFacts;
  /** Version of the Wine that stands for Windows; null: none does. */
  readonly wine: string | null;
  readonly registered: RegisteredFound;
  /** How the process ended that asked. */
  readonly how: string;
}

/** How the registered library is asked for. */
export interface Asking {
  readonly probeScript: string;
  readonly limitMs: number;
  /** Whether a set is made and opened too, for an instance (null: the default one). */
  readonly set?: { readonly instance: string | null };
}

/**
 * Examines the library that is registered with this Windows. Refusals, and a crash, are facts: which call answered what.
 * @throws TargetUnavailableError LIBRARY_NOT_REGISTERED when there is none that could be asked.
 */
export async function examineRegistered(host: NodeHost, asking: Asking): Promise<ExaminedRegistered> {
  const { probeScript, limitMs, set } = asking;
  const task = { library: null, ...(set === undefined ? {} : { set }) };
  const { found, how } = await probeLibrary(host, probeScript, task, limitMs);
  if (found?.file == null || found.registered === null || found.why !== '')
    throw notRegistered(found === null ? `a process that was to ask for it ${how}` : found.why);
  const { registered } = found;
  const file = host.outside(found.file);
  const sha256 = await sha256Of(file).catch((error: unknown) => {
    throw notRegistered(`${found.file ?? ''} is registered, and cannot be read: ${(error as Error).message}`);
  });
  return { file, facts: factsOf(found, registered, sha256, how), wine: found.wine, registered, how };
}

function factsOf(
  found: Found,
  { classes, calls }: RegisteredFound,
  sha256: string,
  how: string,
): LibraryFacts {
  const activated = calls.filter(({ call }) => call === 'CoCreateInstance');
  return {
    sha256,
    version: found.version,
    fileVersion: found.fileVersion,
    activation: 'registered',
    registration: [...classes],
    activated: activated.map(({ of, call, answer }) => ({ class: of, call, answer: toldOf(answer, how) })),
  };
}

/** What a call answered, for a reader; or why it did not. */
export function toldOf(answer: CallFound['answer'], how: string): string {
  return answer === null ? `nothing: the process ${how}` : hresultName(answer);
}

function notRegistered(why: string): TargetUnavailableError {
  return new TargetUnavailableError(
    'LIBRARY_NOT_REGISTERED',
    `the VDI library of this Windows cannot be used: ${why}`,
    { remedy: 'Install SQL Server, which brings sqlvdi.dll, or name a DLL with --vdi PATH.' },
  );
}
