import { DEFAULT_LIMITS } from '../limits/limits.js';
import type { ClientConfigInput } from './define-config.js';
import type { CONFIG_ENDINGS } from './load-config.js';
import { PLACEHOLDERS } from './placeholders.js';

/** The text of a configuration with these fields. A program explains each field in comments; JSON has no place for them. */
export function configText(config: ClientConfigInput, ending: (typeof CONFIG_ENDINGS)[number]): string {
  if (ending === 'json') return `${JSON.stringify(config, null, 2)}\n`;
  const fields = fieldsOf(config).map(
    ({ about, lines }) => `${indented([...about.map((line) => `// ${line}`), ...lines])}\n`,
  );
  return `import { defineConfig } from 'vdi-conformance/config';

// How the kit starts your VDI client, and what the client can do.
// The guide is docs/certify-your-client.md of the package vdi-conformance.
export default defineConfig({
${fields.join('\n')}});
`;
}

interface Field {
  readonly about: readonly string[];
  readonly lines: readonly string[];
}

function fieldsOf(config: ClientConfigInput): Field[] {
  const { command, env = {}, cwd = '.', statements = 'kit', success = {}, limits = {} } = config;
  const cannot = config.cannot ?? {};
  const { endMs = DEFAULT_LIMITS.clientEndMs, runMs = DEFAULT_LIMITS.clientRunMs } = limits;
  return [
    {
      about: [
        'The program and its arguments, a word each, passed as they are: no shell is used.',
        'These are replaced wherever they stand in a word; {{ and }} are braces:',
        ...Object.entries(PLACEHOLDERS).map(([name, what]) => `  ${`{${name}}`.padEnd(16)} ${what}`),
      ],
      lines: listed('command', command),
    },
    {
      about: ['Environment variables besides your own. Placeholders are replaced.'],
      lines: [`env: ${literal(env)},`],
    },
    { about: ['Working folder, as seen from this file.'], lines: [`cwd: ${literal(cwd)},`] },
    {
      about: [
        'Who sends BACKUP and RESTORE to the server: the kit, or the client through a driver of its own,',
        'which then needs {server}, {port}, {user}, {password-file} and {database}.',
      ],
      lines: [`statements: ${literal(statements)},`],
    },
    {
      about: [
        'How the client tells success: by its exit code, and if `output` is there, by a line that it prints',
        'and this regular expression matches.',
      ],
      lines: [
        'success: {',
        `  exitCodes: ${literal(success.exitCodes ?? [0])},`,
        perhaps('  ', 'output', success.output, '^backup complete'),
        '},',
      ],
    },
    {
      about: [
        'With how many devices the client can work, from 1 to 64. Without this: 64 if it is told of them by',
        '{devices} or {device-count}, else 1.',
      ],
      lines: [perhaps('', 'maxDevices', config.maxDevices, 1)],
    },
    {
      about: [
        'In milliseconds: how long the client may take to end once its set has ended, and how long a whole',
        'backup or restore may take.',
      ],
      lines: [`limits: { endMs: ${endMs}, runMs: ${runMs} },`],
    },
    {
      about: ['What the client cannot do, and why. Rules about it are not applicable, for that reason.'],
      lines: [
        'cannot: {',
        perhaps('  ', 'restore', cannot.restore, 'it restores through another program'),
        perhaps('  ', 'severalDevices', cannot.severalDevices, 'it writes one stream'),
        '},',
      ],
    },
  ];
}

/** The field, or an example of it in a comment. */
function perhaps(indent: string, name: string, value: unknown, example: unknown): string {
  return value === undefined
    ? `${indent}// ${name}: ${literal(example)},`
    : `${indent}${name}: ${literal(value)},`;
}

/** On a line if it is short, else a word a line. */
function listed(name: string, words: readonly string[]): string[] {
  const line = `${name}: ${literal(words)},`;
  if (line.length <= 90) return [line];
  return [`${name}: [`, ...words.map((word) => `  ${literal(word)},`), '],'];
}

function indented(lines: readonly string[]): string {
  return lines.map((line) => `  ${line}`).join('\n');
}

/** As people write it in TypeScript: with single quotes. */
function literal(value: unknown): string {
  if (typeof value === 'string') {
    const inner = JSON.stringify(value).slice(1, -1);
    return `'${inner.replaceAll(/\\(.)/g, (escape, what: string) => (what === '"' ? '"' : escape)).replaceAll("'", "\\'")}'`;
  }
  if (Array.isArray(value)) return `[${value.map(literal).join(', ')}]`;
  if (typeof value !== 'object' || value === null) return String(value);
  const fields = Object.entries(value).map(([name, each]) => `${propertyName(name)}: ${literal(each)}`);
  return fields.length === 0 ? '{}' : `{ ${fields.join(', ')} }`;
}

function propertyName(name: string): string {
  if (name === '__proto__') return `['__proto__']`;
  return /^[A-Za-z_]\w*$/.test(name) ? name : literal(name);
}
