import { MOST_DEVICES } from '../../client-program/client-config.js';
import type { ClientConfigInput } from '../../client-program/define-config.js';
import { PLACEHOLDERS } from '../../client-program/placeholders.js';
import type { TextStream } from '../../../reports/terminal/style.js';
import type { Questions } from './questions.js';

/** Asks for what the flags do not say. An answer that means nothing is asked for again. */
export async function askForClient(
  given: Omit<ClientConfigInput, 'command'>,
  questions: Questions,
  out: TextStream,
): Promise<ClientConfigInput> {
  out.write(
    'What the kit starts is your program with its arguments; no shell is used. In arguments stand:\n',
  );
  for (const [name, what] of Object.entries(PLACEHOLDERS)) out.write(`  ${`{${name}}`.padEnd(16)} ${what}\n`);
  const command = await askForCommand(questions);
  const statements =
    given.statements ??
    (await askUntil(questions, 'Who sends BACKUP and RESTORE, the kit or the client? [kit] ', (answer) =>
      answer === '' || answer === 'kit' ? 'kit' : answer === 'client' ? 'client' : null,
    ));
  const devices =
    given.maxDevices ??
    (await askUntil(
      questions,
      `With how many devices can it work, 1 to ${MOST_DEVICES}? [as its arguments say] `,
      (answer) => (answer === '' ? 'default' : deviceCount(answer)),
    ));
  const restore = given.cannot?.restore ?? (await questions.ask('If it cannot restore, why? [it can] '));
  return {
    ...given,
    command,
    statements,
    ...(devices === 'default' ? {} : { maxDevices: devices }),
    cannot: { ...given.cannot, ...(restore === '' ? {} : { restore }) },
  };
}

async function askForCommand(questions: Questions): Promise<string[]> {
  const words = [
    await askUntil(questions, 'The program, by its path or its name: ', (answer) => answer || null),
  ];
  for (;;) {
    const word = await questions.ask(`Argument ${words.length} [no more]: `);
    if (word === '') return words;
    words.push(word);
  }
}

async function askUntil<T>(
  questions: Questions,
  question: string,
  meant: (answer: string) => T | null,
): Promise<T> {
  for (;;) {
    const meaning = meant(await questions.ask(question));
    if (meaning !== null) return meaning;
  }
}

function deviceCount(answer: string): number | null {
  const count = Number(answer);
  return Number.isInteger(count) && count >= 1 && count <= MOST_DEVICES ? count : null;
}
