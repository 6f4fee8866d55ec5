import { UsageError } from '../errors/kit-error.js';
import type { ClientConfig } from './client-config.js';

/** What may stand in braces in the client's words, and what it stands for. */
export const PLACEHOLDERS = {
  set: 'name of the virtual device set, and of its first device',
  devices: 'names of all devices, joined by commas; the first is the set’s',
  'device-count': 'how many devices there are',
  database: 'name of the database that is backed up or restored',
  instance: 'name of the SQL Server instance; empty for the default one',
  server: 'host of the SQL Server',
  port: 'its TCP port',
  user: 'the log-in',
  'password-file': 'path of a file that holds the password of the log-in, and nothing else',
  direction: '`backup` or `restore`',
  file: 'path of the medium; nothing is there yet when a backup begins',
  library: 'path of the VDI library, for a client that loads it by path',
} as const;

export type Placeholder = keyof typeof PLACEHOLDERS;

/** What a client program is started with. */
export interface LaunchCommand {
  readonly file: string;
  readonly args: readonly string[];
  readonly env: Readonly<Record<string, string>>;
  readonly cwd: string | null;
}

/** The parts of a configuration in which placeholders may stand. */
export type WordsOfConfig = Pick<ClientConfig, 'command' | 'env' | 'cwd'>;

/**
 * The client's words with these values in them. A value becomes part of the word in which its placeholder stands: nothing is split,
 * quoted, or looked at by a shell.
 * @throws UsageError CLIENT_PLACEHOLDER for a placeholder that there is not, or that has no value here.
 */
export function expandCommand(
  { command, env, cwd }: WordsOfConfig,
  values: Readonly<Partial<Record<Placeholder, string>>>,
): LaunchCommand {
  const fill = (text: string): string =>
    piecesOf(text)
      .map((piece) => (typeof piece === 'string' ? piece : valueOf(piece.placeholder, text, values)))
      .join('');
  const [file = '', ...args] = command.map(fill);
  const filled = Object.entries(env).map(([name, value]) => [name, fill(value)] as const);
  return { file, args, env: Object.fromEntries(filled), cwd: cwd === null ? null : fill(cwd) };
}

/** @throws UsageError CLIENT_PLACEHOLDER for a placeholder that there is not, and a brace that stands alone. */
export function placeholdersOf(text: string): ReadonlySet<Placeholder> {
  return new Set(piecesOf(text).flatMap((piece) => (typeof piece === 'string' ? [] : [piece.placeholder])));
}

/** The placeholders that stand anywhere in a configuration. */
export function placeholdersIn({ command, env, cwd }: WordsOfConfig): ReadonlySet<Placeholder> {
  const texts = [...command, ...Object.values(env), ...(cwd === null ? [] : [cwd])];
  return new Set(texts.flatMap((text) => [...placeholdersOf(text)]));
}

/** Text that stands for itself wherever placeholders are looked for. */
export function literally(text: string): string {
  return text.replaceAll(/[{}]/g, '$&$&');
}

/** What a text stands for in which there is no placeholder; null: there is one. */
export function literalText(text: string): string | null {
  const pieces = piecesOf(text).map((piece) => (typeof piece === 'string' ? piece : null));
  return pieces.includes(null) ? null : pieces.join('');
}

type Piece = string | { readonly placeholder: Placeholder };

/** A brace twice, a name in braces, a brace alone, or what stands between them. */
const PIECE = /\{\{|\}\}|\{[^{}]*\}|[{}]|[^{}]+/g;

/**
 * Text that stands for itself, without doubled braces, and placeholders, in their order.
 * @throws UsageError CLIENT_PLACEHOLDER as `placeholdersOf`.
 */
export function piecesOf(text: string): Piece[] {
  return (text.match(PIECE) ?? []).map((piece) => {
    if (piece === '{{' || piece === '}}') return piece.charAt(0);
    if (piece === '{' || piece === '}') {
      throw wrong(`a brace stands alone in "${text}"`, `Write ${piece}${piece} for a brace that is meant.`);
    }
    if (!piece.startsWith('{')) return piece;
    const name = piece.slice(1, -1);
    if (isPlaceholder(name)) return { placeholder: name };
    throw wrong(`${piece} in "${text}" is no placeholder`, `${existing()}; write {{ and }} for braces.`);
  });
}

function isPlaceholder(name: string): name is Placeholder {
  return Object.hasOwn(PLACEHOLDERS, name);
}

function valueOf(
  name: Placeholder,
  text: string,
  values: Readonly<Partial<Record<Placeholder, string>>>,
): string {
  const value = values[name];
  if (value === undefined)
    throw wrong(`{${name}} in "${text}" has no value in this run`, 'Leave it out here.');
  return value;
}

function existing(): string {
  const names = Object.keys(PLACEHOLDERS).map((name) => `{${name}}`);
  return `There are: ${names.join(', ')}`;
}

function wrong(what: string, remedy: string): UsageError {
  return new UsageError('CLIENT_PLACEHOLDER', `in the client's words: ${what}`, { remedy });
}
