import { generateKeyPairSync } from 'node:crypto';
import { expect, test } from 'vitest';
import { envelopeSchema, payloadOf, preAuthenticationEncoding, sealed } from './dsse.js';
import { signerOf } from './ed25519.js';

/** The first is the specification's own example; the others have what is easily counted wrong: nothing, and letters of two bytes. */
test.each([
  ['http://example.com/HelloWorld', 'hello world', 'DSSEv1 29 http://example.com/HelloWorld 11 hello world'],
  ['', '', 'DSSEv1 0  0 '],
  ['é', 'ß\n', 'DSSEv1 2 é 3 ß\n'],
  ['a 1 b', '2 c', 'DSSEv1 5 a 1 b 3 2 c'],
])('what is signed of %j and %j', (type, body, expected) => {
  expect(preAuthenticationEncoding(type, Buffer.from(body)).toString()).toBe(expected);
});

test('bytes that are no text stay as they are', () => {
  const body = Buffer.from([0, 255, 128, 10]);
  expect(preAuthenticationEncoding('t', body)).toEqual(Buffer.concat([Buffer.from('DSSEv1 1 t 4 '), body]));
});

test('an envelope holds the body, and a signature of 64 bytes by the key that it names', () => {
  const signer = signerOf(generateKeyPairSync('ed25519').privateKey);
  const envelope = sealed('t', Buffer.from('body'), signer);
  expect(payloadOf(envelope).toString()).toBe('body');
  expect(envelope.signatures).toHaveLength(1);
  const [signature] = envelope.signatures;
  expect(signature?.keyid).toMatch(/^[0-9a-f]{64}$/);
  const bytes = Buffer.from(signature?.sig ?? '', 'base64');
  expect(bytes).toHaveLength(64);
  expect(signer.verifies(Buffer.from('DSSEv1 1 t 4 body'), bytes)).toBe(true);
  expect(envelopeSchema.parse(envelope)).toEqual(envelope);
});

test.each([
  ['aGVsbG8_d29ybGQ-', true],
  ['aGVsbG8/d29ybGQ+', true],
  ['aGk=', true],
  ['aG k=', false],
  ['aGk=aGk=', false],
  ['aGk\n', false],
])('%j as base64: %s', (payload, ok) => {
  expect(envelopeSchema.safeParse({ payload, payloadType: 't', signatures: [] }).success).toBe(ok);
});
