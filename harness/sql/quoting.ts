import { UsageError } from '../errors/kit-error.js';

/** How names and texts stand in T-SQL, so that nothing in them is taken for T-SQL. */

const LONGEST_NAME = 128;

/** A name in brackets. @throws UsageError SQL_NAME: no name of SQL Server's can be this. */
export function quotedName(name: string): string {
  if (name === '' || name.length > LONGEST_NAME || name.includes('\0')) {
    throw new UsageError('SQL_NAME', `${JSON.stringify(name.slice(0, LONGEST_NAME))} cannot be a name`, {
      remedy: `A name has 1 to ${LONGEST_NAME} characters, none of them NUL.`,
    });
  }
  return `[${name.replaceAll(']', ']]')}]`;
}

/** A text in quotes, as Unicode. @throws UsageError SQL_TEXT: it has a NUL, at which some clients end it. */
export function quotedText(text: string): string {
  if (text.includes('\0')) throw new UsageError('SQL_TEXT', 'a text for SQL Server with a NUL in it');
  return `N'${text.replaceAll("'", "''")}'`;
}

/** A whole number. @throws UsageError SQL_NUMBER */
export function integer(value: number, what: string): string {
  if (!Number.isSafeInteger(value))
    throw new UsageError('SQL_NUMBER', `${what} is ${value}, no whole number`);
  return String(value);
}
