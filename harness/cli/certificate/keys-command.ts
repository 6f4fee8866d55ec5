import { randomUUID, generateKeyPairSync } from 'node:crypto';
import { mkdir, open, rename, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import { UsageError } from '../../errors/kit-error.js';
import { shortestPath } from '../shortest-path.js';
import { keyIdOf } from '../../../reports/certificate/ed25519.js';
import type { TextStream } from '../../../reports/terminal/style.js';

export interface KeysOptions {
  /** A folder, which is made, or the private key's file if it ends in `.pem`; the public key lies beside it. Default: the current folder. */
  readonly out?: string;
  /** Writes over keys of the same names. */
  readonly force: boolean;
}

const PRIVATE_NAME = 'vdi-conformance.pem';

/** Read and written by the owner alone; Windows does not know it, and gives the folder's permissions. */
const OWNER_ONLY = 0o600;
const FOLDER_OF_OWNER = 0o700;
const ALL_READ = 0o644;

/**
 * `vdi-conformance keys`: makes a pair of keys and tells the public one's ID.
 * @throws UsageError KEY_EXISTS without `force`, KEY_NOT_WRITABLE
 */
export async function makeKeys({ out = '.', force }: KeysOptions, to: TextStream): Promise<void> {
  const secret = out.endsWith('.pem') ? out : path.join(out, PRIVATE_NAME);
  const open = secret.replace(/\.pem$/, '.pub.pem');
  if (!force) for (const file of [secret, open]) await refuseExisting(file);
  // What is in the way shows itself when the file is written.
  await mkdir(path.dirname(secret), { recursive: true, mode: FOLDER_OF_OWNER }).catch(() => undefined);
  const { privateKey, publicKey } = generateKeyPairSync('ed25519');
  await writeKey(secret, privateKey.export({ type: 'pkcs8', format: 'pem' }), OWNER_ONLY, force);
  await writeKey(open, publicKey.export({ type: 'spki', format: 'pem' }), ALL_READ, force);
  to.write(`key ID       ${keyIdOf(publicKey)}\n`);
  to.write(
    `private key  ${shortestPath(secret)}: sign with it (certify --key), and keep it from everybody\n`,
  );
  to.write(`public key   ${shortestPath(open)}: give it to those who verify\n`);
}

async function refuseExisting(file: string): Promise<void> {
  if ((await stat(file).catch(() => null)) === null) return;
  throw exists(file);
}

function exists(file: string): UsageError {
  return new UsageError('KEY_EXISTS', `there is a ${file} already`, {
    remedy:
      '--force writes over it: what it signed can then be verified, but nothing more be signed with it.',
  });
}

/**
 * Never into a file that is there: it may be readable for others, or be a link to elsewhere. So it is written beside and takes
 * the other's place.
 */
async function writeKey(file: string, pem: string | Buffer, mode: number, force: boolean): Promise<void> {
  const made = force ? `${file}.${randomUUID()}` : file;
  try {
    const handle = await open(made, 'wx', mode);
    try {
      await handle.writeFile(pem);
      await handle.sync();
    } finally {
      await handle.close();
    }
    if (force) await rename(made, file);
  } catch (error) {
    if (force) await rm(made, { force: true });
    const { code = 'unknown' } = error as NodeJS.ErrnoException;
    if (code === 'EEXIST') throw exists(file);
    throw new UsageError('KEY_NOT_WRITABLE', `the key file ${file} cannot be written (${code})`, {
      remedy: 'Name a folder with --out in which files can be written.',
    });
  }
}
