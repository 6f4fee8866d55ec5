import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import {
  alteredThings,
  handMadeCertificate,
  newSigner,
  sign,
  signStatement,
  verifyHandMade,
  verifyWithoutHistories,
  withPayload,
} from './hand-made.js';
import { payloadOf, sealed, type Envelope } from './dsse.js';
import { PAYLOAD_TYPE, statementOf } from './statement.js';

const made = handMadeCertificate();
const { envelope, signer, content, histories } = made;
const [first, second] = content.findings;

test('a certificate as it was signed is genuine, and its histories come to the same again', async () => {
  const verification = await verifyHandMade(made, envelope);
  expect(verification).toMatchObject({
    outcome: 'genuine',
    problems: [],
    signers: [signer.keyId],
    histories: { asSigned: 2, judgedAgain: 2 },
  });
  expect(verification.content).toEqual(content);
});

test('one of a run that failed is genuine as well, and says so', async () => {
  const failed = handMadeCertificate(['pass', 'fail']);
  expect(await verifyHandMade(failed, failed.envelope)).toMatchObject({
    outcome: 'genuine',
    content: { verdict: 'not-conformant' },
  });
});

test('either form of base64 is taken', async () => {
  const urlSafe = (text: string) => text.replaceAll('+', '-').replaceAll('/', '_');
  const signatures = envelope.signatures.map(({ keyid, sig }) => ({
    ...(keyid && { keyid }),
    sig: urlSafe(sig),
  }));
  const turned = { ...envelope, payload: urlSafe(envelope.payload), signatures };
  expect(await verifyHandMade(made, turned)).toMatchObject({ outcome: 'genuine' });
});

describe('signatures', () => {
  const [one] = envelope.signatures;
  const other = newSigner();
  const bySomebodyElse = sign(content, other).signatures;
  const flipped = Buffer.from(one?.sig ?? '', 'base64');
  flipped[3]! ^= 1;
  test.each<[string, Partial<Envelope>, string, RegExp]>([
    ['is taken away', { signatures: [] }, 'signature', /there is none/],
    [
      'has another bit',
      { signatures: [{ keyid: signer.keyId, sig: flipped.toString('base64') }] },
      'signature',
      /is not what the key/,
    ],
    [
      'is cut short',
      { signatures: [{ keyid: signer.keyId, sig: 'AAAA' }] },
      'signature',
      /is not what the key/,
    ],
    ['has another key ID', { signatures: [{ keyid: 'ab', sig: one!.sig }] }, 'key id', /says it is by "ab"/],
    ['comes with another', { signatures: [one!, ...bySomebodyElse] }, 'unknown signer', /signature 2 of 2/],
    [
      'comes with one in the same name',
      { signatures: [one!, { ...bySomebodyElse[0]!, keyid: signer.keyId }] },
      'signature',
      /signature 2 of 2/,
    ],
    ['is for another type', { payloadType: 'text/plain' }, 'statement', /its type is "text\/plain"/],
  ])('one that %s', async (_, altered, thing, why) => {
    const verification = await verifyHandMade(made, { ...envelope, ...altered });
    expect(verification.outcome).toBe(thing === 'unknown signer' ? 'unknown-signer' : 'false');
    expect(alteredThings(verification)).toContain(thing);
    expect(verification.problems.map(({ message }) => message).join('\n')).toMatch(why);
  });

  test('of somebody else is told apart from a false one', async () => {
    const verification = await verifyHandMade(made, { ...envelope, signatures: bySomebodyElse });
    expect(verification).toMatchObject({ outcome: 'unknown-signer', signers: [] });
    expect(verification.problems[0]?.message).toContain(other.keyId);
  });

  test('of two signers are good with both keys', async () => {
    const both = { ...envelope, signatures: [one!, ...bySomebodyElse] };
    expect(await verifyHandMade(made, both, { keys: [other, signer] })).toMatchObject({
      outcome: 'genuine',
      signers: [signer.keyId, other.keyId],
    });
  });

  test('without an ID is found by trying', async () => {
    expect(await verifyHandMade(made, { ...envelope, signatures: [{ sig: one!.sig }] })).toMatchObject({
      outcome: 'genuine',
    });
  });
});

test('every bit of the payload is signed', async () => {
  const bytes = payloadOf(envelope);
  // Of each byte another bit: all of them would take a minute.
  for (let at = 0; at < bytes.length; at += 7) {
    const altered = Buffer.from(bytes);
    altered[at]! ^= 1 << (at % 8);
    const verification = await verifyHandMade(made, { ...envelope, payload: altered.toString('base64') });
    expect(verification.outcome, String(at)).toBe('false');
    expect(alteredThings(verification), String(at)).toContain('signature');
  }
});

describe('histories', () => {
  const path = first!.history!.path;
  const withHistory = (bytes: Uint8Array | null) => {
    const others = new Map(histories);
    if (bytes === null) others.delete(path);
    else others.set(path, bytes);
    return { ...made, histories: others };
  };

  test.each<[string, () => Uint8Array | null, RegExp]>([
    ['with another byte', () => Buffer.concat([histories.get(path)!, Buffer.from(' ')]), /was altered/],
    ['that is not there', () => null, /not there/],
    ['that is another rule’s', () => histories.get(second!.history!.path)!, /is that of CLIENT-CLOSE-02/],
  ])('one %s', async (_, bytes, why) => {
    const verification = await verifyHandMade(withHistory(bytes()), envelope);
    expect(alteredThings(verification)).toEqual(['history CLIENT-CLOSE-01']);
    expect(verification.problems[0]?.message).toMatch(why);
  });

  test.each([
    ['no JSON', 'nothing'],
    ['no history', '[]'],
    ['deeper than anybody nests', '['.repeat(200_000) + ']'.repeat(200_000)],
  ])('with the digest that was signed, and %s', async (_, text) => {
    const bytes = Buffer.from(text);
    const sha256 = createHash('sha256').update(bytes).digest('hex');
    const findings = [{ ...first!, history: { path, sha256 } }, second!];
    const verification = await verifyHandMade(withHistory(bytes), sign({ ...content, findings }, signer));
    expect(alteredThings(verification)).toContain('history CLIENT-CLOSE-01');
    expect(verification.problems[0]?.message).toContain('no history');
  });

  test('that are not given leave the findings to the signer', async () => {
    const judgeOf = () => Promise.reject(new Error('nothing is judged'));
    const verification = await verifyWithoutHistories(made, envelope, { judgeOf });
    expect(verification).toMatchObject({ outcome: 'genuine', histories: null });
  });
});

test('a finding that does not follow from its cases is seen without its history', async () => {
  const findings = [{ ...first!, reason: 'it was very good' }, second!];
  const verification = await verifyWithoutHistories(made, sign({ ...content, findings }, signer));
  expect(verification.outcome).toBe('false');
  expect(alteredThings(verification)).toEqual(['finding CLIENT-CLOSE-01']);
});

describe('another version', () => {
  const later = { version: '9.0.0', digest: '34'.repeat(32) };

  test('of the rules is told apart from a false certificate, with what is needed', async () => {
    const verification = await verifyHandMade(made, sign({ ...content, ruleSet: later }, signer));
    expect(verification).toMatchObject({
      outcome: 'other-version',
      problems: [],
      signers: [signer.keyId],
      histories: { asSigned: 2, judgedAgain: 0 },
    });
    expect(verification.needs).toContain('kit version "9.0.0"');
  });

  test('of the rules does not excuse what can be seen all the same', async () => {
    const other = { ...content, ruleSet: later };
    const altered = withPayload(envelope, () => JSON.stringify(statementOf(other)));
    expect(await verifyHandMade(made, altered)).toMatchObject({ outcome: 'false' });
    expect(await verifyHandMade(made, sign(other, newSigner()))).toMatchObject({ outcome: 'unknown-signer' });
    const wrong = await verifyHandMade({ ...made, histories: new Map() }, sign(other, signer));
    expect(alteredThings(wrong)).toEqual(['history CLIENT-CLOSE-01', 'history CLIENT-CLOSE-02']);
  });

  test('of the format', async () => {
    const statement = statementOf({ ...content, schema: 'vdi-conformance/certificate/2' as never });
    const verification = await verifyHandMade(made, signStatement(statement, signer));
    expect(verification).toMatchObject({ outcome: 'other-version', problems: [], content: null });
  });
});

describe('what is no certificate', () => {
  const nested = (open: string, close: string) => open.repeat(500_000) + close.repeat(500_000);
  test.each<[string, string]>([
    ['nothing', ''],
    ['no JSON', 'certificate'],
    ['a number', '1'],
    ['another object', '{"payload":1}'],
    ['lists in lists', nested('[', ']')],
    ['objects in objects', nested('{"payload":', '}').replace('}', '1}')],
    ['too long', ' '.repeat(33 * 1024 * 1024)],
  ])('%s', async (_, text) => {
    const verification = await verifyHandMade(made, text);
    expect(verification.outcome).toBe('false');
    expect(alteredThings(verification)).toEqual(['envelope']);
  });

  test.each<[string, Buffer]>([
    ['no JSON', Buffer.from('statement')],
    ['no UTF-8', Buffer.from([0xff, 0xfe])],
    ['no statement', Buffer.from('{}')],
    [
      'a statement of others',
      Buffer.from(JSON.stringify({ ...statementOf(content), predicateType: 'https://slsa.dev' })),
    ],
    ['lists in lists', Buffer.from(nested('[', ']'))],
    [
      'no field of ours',
      Buffer.from(
        JSON.stringify({
          ...statementOf(content),
          predicate: { ...statementOf(content).predicate, vdiConformance: nested('[', ']') },
        }),
      ),
    ],
  ])('a payload that is %s, well signed', async (_, body) => {
    const verification = await verifyHandMade(made, sealed(PAYLOAD_TYPE, body, signer));
    expect(verification.outcome).toBe('false');
    expect(alteredThings(verification)).toEqual(['statement']);
    expect(verification.problems[0]!.message.length).toBeLessThan(1000);
  });
});
