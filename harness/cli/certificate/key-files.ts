import { createPrivateKey, createPublicKey, type KeyObject } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { UsageError } from '../../errors/kit-error.js';
import {
  isEd25519,
  signerOf,
  trustedKeyOf,
  type Signer,
  type TrustedKey,
} from '../../../reports/certificate/ed25519.js';

/** Where `certify` and `merge` take the private key from when no file is named. */
export const KEY_VARIABLE = 'VDI_CONFORMANCE_KEY';

const MAKE_ONE = '`vdi-conformance keys` makes one.';
const MARK = { private: 'PRIVATE KEY-----', public: '-----BEGIN PUBLIC KEY-----' } as const;

/** Who signs with the private key in a file. @throws UsageError KEY_UNREADABLE, NO_SIGNING_KEY; neither has anything of the key. */
export async function signerFrom(file: string): Promise<Signer> {
  // Somebody who gives the key itself must not find it in the terminal's or the build's log.
  if (file.includes(MARK.private)) {
    throw new UsageError('KEY_UNREADABLE', '--key was given a key itself, where a file is needed', {
      remedy: `Take it for known to others: command lines are seen by all. Name a file, or put the key into ${KEY_VARIABLE}.`,
    });
  }
  return signerOfPem(await textOf(file), file);
}

/** @param where it was found, for messages. @throws UsageError NO_SIGNING_KEY */
export function signerOfPem(pem: string, where: string): Signer {
  const key = keyIn(() => createPrivateKey(pem));
  if (pem.includes('ENCRYPTED')) throw noKey(where, 'it is encrypted with a password', 'private');
  if (key === null) throw noKey(where, 'it is no private key in PEM', 'private');
  if (!isEd25519(key)) throw noKey(where, `it is a key for ${key.asymmetricKeyType ?? 'another'}`, 'private');
  return signerOf(key);
}

/** @throws UsageError KEY_UNREADABLE, NO_PUBLIC_KEY */
export async function trustedKeyFrom(file: string): Promise<TrustedKey> {
  const pem = await textOf(file);
  if (pem.includes(MARK.private)) {
    throw noKey(file, 'it is a private key, which nobody needs who verifies', 'public');
  }
  const key = pem.includes(MARK.public) ? keyIn(() => createPublicKey(pem)) : null;
  if (key === null) throw noKey(file, 'it is no public key in PEM', 'public');
  if (!isEd25519(key)) throw noKey(file, `it is a key for ${key.asymmetricKeyType ?? 'another'}`, 'public');
  return trustedKeyOf(key);
}

async function textOf(file: string): Promise<string> {
  try {
    return await readFile(file, 'utf8');
  } catch (error) {
    const { code = 'unknown' } = error as NodeJS.ErrnoException;
    throw new UsageError('KEY_UNREADABLE', `the key file ${file} cannot be read (${code})`, {
      remedy: `Name a file with a key. ${MAKE_ONE}`,
    });
  }
}

/** What OpenSSL says of a text that is no key is for nobody, and is not passed on. */
function keyIn(read: () => KeyObject): KeyObject | null {
  try {
    return read();
  } catch {
    return null;
  }
}

function noKey(where: string, why: string, which: 'private' | 'public'): UsageError {
  const code = which === 'private' ? 'NO_SIGNING_KEY' : 'NO_PUBLIC_KEY';
  return new UsageError(code, `no Ed25519 ${which} key in ${where}: ${why}`, {
    remedy: `An Ed25519 ${which} key in PEM is needed, without a password. ${MAKE_ONE}`,
  });
}
