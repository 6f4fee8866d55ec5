import { TargetUnavailableError } from '../errors/kit-error.js';
import type { Target } from './target.js';

/** A target that is planned: it has its name and says that it is not there, so that nobody takes it for a pass. */
export function notBuiltYet(name: string, summary: string, needs: string): Target {
  const detail = 'not built yet: this version of the kit does not have it';
  const remedy = `nothing provides it today; it will need ${needs}`;
  return {
    name,
    summary,
    check: () => Promise.resolve([{ what: `the target ${name}`, ok: false, detail, remedy }]),
    start: () =>
      Promise.reject(new TargetUnavailableError('TARGET_NOT_BUILT', `the target ${name} is ${detail}`)),
  };
}
