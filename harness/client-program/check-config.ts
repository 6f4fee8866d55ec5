import { z } from 'zod';
import { UsageError } from '../errors/kit-error.js';
import { wrongFields } from './wrong-fields.js';
import { placeholdersOf } from './placeholders.js';

/** Where a configuration comes from. */
export interface ConfigSource {
  /** As messages call it: a file's path, or `the command line`. */
  readonly name: string;
  /** Absolute: relative paths in it start here. */
  readonly folder: string;
}

export const MOST_DEVICES = 64;

/** What a timer can hold, 24 days. */
const LONGEST_MS = 2 ** 31 - 1;
/** Windows' exit codes are unsigned. */
const MOST_EXIT_CODE = 0xffff_ffff;
/** The kit's own variables, by which processes of a run are known. */
const OURS = /^VDI_(CONFORMANCE|REFERENCE)_/i;

/** What is passed to a program: any text without a NUL, in which placeholders may stand. */
const word = z.string().check((context) => {
  const { value, issues } = context;
  const add = (message: string): void => void issues.push({ code: 'custom', message, input: value });
  if (value.includes('\0')) add('no program can be given a character NUL');
  try {
    placeholdersOf(value);
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    add(`${error.message}. ${error.details.remedy?.replace(/\.$/, '') ?? ''}`);
  }
});

const program = word
  .min(1, 'the first word is the program, and it is empty')
  .refine((text) => !/\.(cmd|bat)$/i.test(text), {
    error:
      'Windows starts a .cmd or .bat through a shell, which is not used; name the program that it starts',
  });

const command = z
  .array(z.unknown(), {
    error: ({ input }) =>
      typeof input === 'string'
        ? 'no shell is used, so a line of text is not split into words: write a list, a word each'
        : input === undefined
          ? 'it is missing: the kit has to know how your client is started'
          : undefined,
  })
  .min(1, 'it is empty: its first word is the program')
  .pipe(z.tuple([program], word));

const variable = z
  .string()
  .regex(/^[^=\0]+$/, 'this is no name of an environment variable')
  .refine((name) => !OURS.test(name), 'this name is the kit’s own');

const milliseconds = z.int().min(1).max(LONGEST_MS);
const reason = z.string().trim().min(1, 'a reason is needed: it stands in the report');

const pattern = z.string().check(({ value, issues }) => {
  try {
    new RegExp(value, 'm');
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    issues.push({ code: 'custom', message: `this is no regular expression: ${why}`, input: value });
  }
});

const successSchema = z.strictObject({
  exitCodes: z.array(z.int().min(0).max(MOST_EXIT_CODE)).min(1).default([0]),
  output: pattern.optional(),
});

/** What a vendor may write. `ClientConfigInput` says what it means; a test holds the two together. */
export const inputSchema = z
  .strictObject({
    command,
    env: z.record(variable, word).default({}),
    cwd: word.min(1).default('.'),
    statements: z.enum(['client', 'kit']).default('kit'),
    success: successSchema.default({ exitCodes: [0] }),
    maxDevices: z.int().min(1).max(MOST_DEVICES).optional(),
    limits: z.strictObject({ endMs: milliseconds.optional(), runMs: milliseconds.optional() }).default({}),
    cannot: z.strictObject({ restore: reason.optional(), severalDevices: reason.optional() }).default({}),
  })
  .refine(({ maxDevices = 1, cannot }) => maxDevices === 1 || cannot.severalDevices === undefined, {
    path: ['maxDevices'],
    error: 'it contradicts cannot.severalDevices, which means one device',
  });

export type CheckedInput = z.output<typeof inputSchema>;

/** @throws UsageError CLIENT_CONFIG */
export function checkedInput(input: unknown, { name }: ConfigSource): CheckedInput {
  const checked = inputSchema.safeParse(input);
  if (checked.success) return checked.data;
  const wrong = wrongFields(checked.error.issues);
  const told = wrong.length === 1 ? ` ${wrong.join('')}` : wrong.map((each) => `\n  - ${each}`).join('');
  throw new UsageError('CLIENT_CONFIG', `${name}:${told}`);
}
