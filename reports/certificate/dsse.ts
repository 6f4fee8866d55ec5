import { z } from 'zod';
import type { Signer } from './ed25519.js';

/** DSSE 1.0.0: an envelope round a payload, and what is signed of it. */

const base64 = z.string().refine(isBase64, 'it is not base64');

export const envelopeSchema = z.object({
  payload: base64,
  payloadType: z.string(),
  signatures: z.array(z.object({ keyid: z.string().optional(), sig: base64 })).max(32),
});
export type Envelope = z.infer<typeof envelopeSchema>;

/** The bytes that are signed: the type and the body, each with its length, so that neither can be taken for the other. */
export function preAuthenticationEncoding(type: string, body: Uint8Array): Buffer {
  const typeBytes = Buffer.from(type, 'utf8');
  return Buffer.concat([
    Buffer.from(`DSSEv1 ${typeBytes.length} `),
    typeBytes,
    Buffer.from(` ${body.length} `),
    body,
  ]);
}

export function sealed(payloadType: string, body: Uint8Array, signer: Signer): Envelope {
  const signature = signer.sign(preAuthenticationEncoding(payloadType, body));
  return {
    payloadType,
    payload: Buffer.from(body).toString('base64'),
    signatures: [{ keyid: signer.keyId, sig: signature.toString('base64') }],
  };
}

export function payloadOf(envelope: Envelope): Buffer {
  return Buffer.from(envelope.payload, 'base64');
}

/** Standard or URL-safe: verifiers have to take both. Node's decoder skips what is neither, so it is looked for here. */
function isBase64(text: string): boolean {
  return !/[^A-Za-z0-9+/_=-]/.test(text) && !/=[^=]|={3}/.test(text);
}
