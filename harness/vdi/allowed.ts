/**
 * What a call may come back with: HRESULTs (unsigned), or one of the words. `waits`: not at all, before
 * something else happens.
 */
export type Allowed = readonly (number | 'failure' | 'any' | 'waits')[];

/** Whether a call that came back with this value did what is allowed. */
export function allows(allowed: Allowed, value: number): boolean {
  return allowed.some((each) => {
    if (typeof each === 'number') return each === value;
    // An HRESULT fails when its highest bit is set.
    return each === 'any' || (each === 'failure' && value >= 0x80000000);
  });
}
