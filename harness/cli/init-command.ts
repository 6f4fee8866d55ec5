import { readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { KitError, UsageError } from '../errors/kit-error.js';
import { clientConfigFrom, type ClientConfig } from '../client-program/client-config.js';
import { adviceOn } from '../client-program/config-advice.js';
import { configText } from '../client-program/config-text.js';
import type { ClientConfigInput } from '../client-program/define-config.js';
import { configName, configsIn, loadConfig, type CONFIG_ENDINGS } from '../client-program/load-config.js';
import type { TextStream } from '../../reports/terminal/style.js';
import { askForClient } from './init/ask-for-client.js';
import type { Questions } from './init/questions.js';

export interface InitOptions {
  readonly format: (typeof CONFIG_ENDINGS)[number];
  /** Writes over a configuration of the same name. */
  readonly force: boolean;
  /** What the flags say; without a command the rest is asked for. */
  readonly client: Partial<ClientConfigInput>;
  /** Absolute: where the configuration is written. */
  readonly cwd: string;
}

/**
 * `vdi-conformance init`: writes the configuration of a vendor's client, and says so once it has been loaded and checked.
 * @param questions null: there is nobody who could answer.
 * @throws UsageError CLIENT_CONFIG for a field that is wrong, CLIENT_CONFIG_EXISTS, CLIENT_COMMAND_MISSING, INPUT_ENDED
 */
export async function init(
  { format, force, client, cwd }: InitOptions,
  out: TextStream,
  questions: (() => Questions) | null,
): Promise<void> {
  const name = configName(format);
  const file = path.join(cwd, name);
  refuseOthers(file, force);
  const input = await complete(client, out, questions);
  const meant = clientConfigFrom(input, { name: 'what was asked for', folder: cwd });
  await writeChecked(file, configText(input, format), meant, force);
  out.write(`${name} was written, and checked\n`);
  for (const advice of adviceOn(meant)) out.write(`  note: ${advice}\n`);
  out.write('next: npx vdi-conformance certify --subject client\n');
}

function refuseOthers(file: string, force: boolean): void {
  const there = configsIn(path.dirname(file));
  const other = there.find((each) => each !== file);
  if (other !== undefined)
    throw exists(other, 'Remove it first: of two configurations it would not be known which is meant.');
  if (there.includes(file) && !force) throw exists(file, '--force writes over it.');
}

function exists(file: string, remedy: string): UsageError {
  return new UsageError('CLIENT_CONFIG_EXISTS', `there is a ${path.basename(file)} already`, { remedy });
}

async function complete(
  client: Partial<ClientConfigInput>,
  out: TextStream,
  questions: (() => Questions) | null,
): Promise<ClientConfigInput> {
  const { command, ...rest } = client;
  if (command !== undefined) return { ...rest, command };
  if (questions === null) {
    throw new UsageError('CLIENT_COMMAND_MISSING', 'the client’s command is missing after --', {
      remedy:
        'Give it, e.g. vdi-conformance init -- ./my-client --set {set} --file {file} {direction}; in a terminal `init` asks for it.',
    });
  }
  const asked = questions();
  try {
    return await askForClient(rest, asked, out);
  } finally {
    asked.close();
  }
}

/** Leaves nothing, or what was there, unless what was written means what was meant. */
async function writeChecked(file: string, text: string, meant: ClientConfig, force: boolean): Promise<void> {
  const before = force ? await readFile(file).catch(() => null) : null;
  await writeFile(file, text, { flag: force ? 'w' : 'wx' });
  try {
    const loaded = await loadConfig(file, path.dirname(file));
    if (!isDeepStrictEqual(loaded, meant))
      throw new KitError(
        'CLIENT_CONFIG_DIFFERS',
        'what was written says something else than what was asked for',
      );
  } catch (error) {
    if (before === null) await rm(file, { force: true });
    else await writeFile(file, before);
    throw error;
  }
}
