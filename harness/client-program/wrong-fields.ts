import { distance } from 'fastest-levenshtein';
import type { z } from 'zod';

/** For each field, by its path, something that may stand there. */
const EXAMPLES: Readonly<Record<string, unknown>> = {
  command: ['./my-client', '--set', '{set}', '--devices', '{devices}', '--file', '{file}', '{direction}'],
  env: { MY_CLIENT_LOG: 'verbose' },
  cwd: './build',
  statements: 'client',
  success: { exitCodes: [0], output: '^backup complete' },
  'success.exitCodes': [0],
  'success.output': '^backup complete',
  maxDevices: 1,
  limits: { endMs: 10_000, runMs: 60_000 },
  'limits.endMs': 10_000,
  'limits.runMs': 60_000,
  cannot: { restore: 'it restores through another program' },
  'cannot.restore': 'it restores through another program',
  'cannot.severalDevices': 'it writes one stream',
};

/** What is wrong with each field, and an example of it; a sentence each. */
export function wrongFields(issues: readonly z.core.$ZodIssue[]): string[] {
  return issues.flatMap((issue) => {
    const at = issue.path.map(String);
    if (issue.code === 'unrecognized_keys') return issue.keys.map((key) => unknownField(at, key));
    if (at.length === 0)
      return [`${why(issue)}; it has to be an object with fields, e.g. ${exampleOf('command')}`];
    const example = exampleFor(at);
    return [`${at.join('.')}: ${why(issue)}${example === null ? '' : `; e.g. ${example}`}`];
  });
}

/** Of a key that may not be one, zod says why below; of the rest the message says it. */
function why(issue: z.core.$ZodIssue): string {
  const { message } = issue.code === 'invalid_key' ? (issue.issues[0] ?? issue) : issue;
  return message.replace(/^Invalid input: /, '');
}

function unknownField(at: readonly string[], key: string): string {
  const fields = Object.keys(EXAMPLES)
    .map((known) => known.split('.'))
    .filter((known) => known.length === at.length + 1 && known.slice(0, -1).join('.') === at.join('.'))
    .map((known) => known.at(-1) ?? '');
  const [nearest = ''] = fields.toSorted((a, b) => distance(a, key) - distance(b, key));
  const near = distance(nearest.toLowerCase(), key.toLowerCase()) <= Math.ceil(nearest.length / 2);
  const hint = near
    ? `did you mean ${nearest}, e.g. ${exampleOf([...at, nearest].join('.'))}`
    : `there are ${fields.join(', ')}`;
  return `${[...at, key].join('.')}: there is no such field; ${hint}`;
}

function exampleFor(at: readonly string[]): string | null {
  for (let length = at.length; length > 0; length--) {
    const field = at.slice(0, length).join('.');
    if (Object.hasOwn(EXAMPLES, field)) return exampleOf(field);
  }
  return null;
}

function exampleOf(field: string): string {
  return `"${field.split('.').at(-1) ?? ''}": ${JSON.stringify(EXAMPLES[field])}`;
}
