import { createHash, createPublicKey, sign, verify, type KeyObject } from 'node:crypto';

/** Who signs, and takes his own signature for good: the key itself stays inside, where nothing that prints or serialises an object finds it. */
export interface Signer extends TrustedKey {
  sign(bytes: Uint8Array): Buffer;
}

/** A public key that the verifier was given from outside, and therefore trusts. */
export interface TrustedKey {
  readonly keyId: string;
  verifies(bytes: Uint8Array, signature: Uint8Array): boolean;
}

/** SHA-256 of the public key (SubjectPublicKeyInfo, DER) in lower-case hexadecimal. */
export function keyIdOf(publicKey: KeyObject): string {
  return createHash('sha256')
    .update(publicKey.export({ type: 'spki', format: 'der' }))
    .digest('hex');
}

export function isEd25519(key: KeyObject): boolean {
  return key.asymmetricKeyType === 'ed25519';
}

/** @param privateKey an Ed25519 key; the caller has seen to that. */
export function signerOf(privateKey: KeyObject): Signer {
  return {
    ...trustedKeyOf(createPublicKey(privateKey)),
    sign: (bytes) => sign(null, bytes, privateKey),
  };
}

/** @param publicKey an Ed25519 key; the caller has seen to that. */
export function trustedKeyOf(publicKey: KeyObject): TrustedKey {
  return {
    keyId: keyIdOf(publicKey),
    verifies: (bytes, signature) => verify(null, bytes, publicKey, signature),
  };
}
