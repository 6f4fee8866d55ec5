import { payloadOf, preAuthenticationEncoding, type Envelope } from './dsse.js';
import type { TrustedKey } from './ed25519.js';
import { printable, problem, type CertificateProblem } from './problem.js';

/**
 * Checks every signature of an envelope against keys that came from outside it. One that no given key verifies is a problem
 * even beside a good one: who reads the envelope would take it for somebody's word.
 * @returns the key IDs that signed, and what is wrong.
 */
export function checkSignatures(
  envelope: Envelope,
  keys: readonly TrustedKey[],
): { signers: string[]; problems: CertificateProblem[] } {
  const signed = preAuthenticationEncoding(envelope.payloadType, payloadOf(envelope));
  const signers = new Set<string>();
  const problems: CertificateProblem[] = [];
  if (envelope.signatures.length === 0) problems.push(problem('signature', 'there is none'));
  envelope.signatures.forEach(({ keyid, sig }, index) => {
    const which = `signature ${index + 1} of ${envelope.signatures.length}`;
    // The ID is a hint that nobody signed: every key is tried, whatever it says.
    const key = keys.find((each) => each.verifies(signed, Buffer.from(sig, 'base64')));
    if (key !== undefined) {
      signers.add(key.keyId);
      if (keyid !== undefined && keyid !== key.keyId)
        problems.push(
          problem('key id', `${which} is by the key ${key.keyId}, and says it is by ${printable(keyid)}`),
        );
    } else if (keyid !== undefined && keys.some((each) => each.keyId === keyid)) {
      const altered = 'the payload, its type or the signature was altered';
      problems.push(problem('signature', `${which} is not what the key ${keyid} signed: ${altered}`));
    } else {
      const by = keyid === undefined ? 'names no key' : `says it is by the key ${printable(keyid)}`;
      problems.push(problem('unknown signer', `${which} ${by}, and is by none of the public keys given`));
    }
  });
  return { signers: [...signers], problems };
}
