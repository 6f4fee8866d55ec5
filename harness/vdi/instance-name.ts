/** What the default instance is called where every instance has a name; for VDI it has none. */
export const DEFAULT_INSTANCE = 'MSSQLSERVER';

/** SQL Server's own rules for the name of an instance: at most 16 letters, digits, `_`, `$` and `#`, no digit first. */
const NAME = /^[\p{L}_#][\p{L}\p{Nd}_$#]{0,15}$/u;

/** What is wrong with a name as that of a SQL Server instance, and what to do about it; null: nothing. */
export function wrongWithInstanceName(name: string): string | null {
  if (name.includes('\\'))
    return 'An instance is named without its machine: VDI works on the machine that it runs on.';
  if (name.toUpperCase() === DEFAULT_INSTANCE)
    return `${DEFAULT_INSTANCE} is the default instance, which has no name for VDI: leave the option out.`;
  if (!NAME.test(name))
    return 'The name of an instance has at most 16 letters, digits, _, $ and #, and begins with a letter, _ or #.';
  return null;
}
