import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';
import type { ClientConfig } from '../client-program/client-config.js';
import { literalText } from '../client-program/placeholders.js';
import { optionOf } from '../client-program/told-word.js';
import type { ProgramFile } from '../history/program-events.js';
import type { NodeHost } from './node-host.js';

/** The program first. */
export type ClientFiles = readonly [ProgramFile, ...ProgramFile[]];

/**
 * What a client consists of: its program, and each file that is named by an argument, or by the value of an option, since what an
 * interpreter runs is one. Words with placeholders name files of a case, and none of the client.
 */
export async function clientFiles(
  host: Pick<NodeHost, 'outside'>,
  { command, cwd }: Pick<ClientConfig, 'command' | 'cwd'>,
): Promise<ClientFiles> {
  const [program = '', ...args] = command;
  // Of one that is looked for in PATH it is not known which file it will be.
  const found = path.isAbsolute(program) ? literalText(program) : null;
  const folder = cwd === null ? null : literalText(cwd);
  const named = await Promise.all(args.map((word) => fileNamedBy(word, folder, host)));
  const files = [...new Set(named.flatMap((file) => file ?? []))];
  return [
    { file: nameOf(found ?? program), sha256: found === null ? null : await digestOf(found) },
    ...(await Promise.all(
      files.map(async (file) => ({ file: path.basename(file), sha256: await digestOf(file) })),
    )),
  ];
}

/** @param folder where the client is started; null: not known, so no relative path is a file's. */
async function fileNamedBy(
  word: string,
  folder: string | null,
  host: Pick<NodeHost, 'outside'>,
): Promise<string | null> {
  const text = literalText(word);
  if (text === null) return null;
  for (const each of [text, text.slice(optionOf(text).length)]) {
    const here = host.outside(each);
    if (folder === null && !path.isAbsolute(here)) continue;
    const file = path.resolve(folder ?? '', here);
    if (await isFile(file)) return file;
  }
  return null;
}

/** Without folders, as either system writes them. */
function nameOf(file: string): string {
  return path.posix.basename(file.replaceAll('\\', '/'));
}

/** Neither a folder nor a device: of these there is no end, or nothing to read. */
async function isFile(file: string): Promise<boolean> {
  return stat(file).then(
    (found) => found.isFile(),
    () => false,
  );
}

async function digestOf(file: string): Promise<string | null> {
  const digest = createHash('sha256');
  return pipeline(createReadStream(file), digest).then(
    () => digest.digest('hex'),
    () => null,
  );
}
