import { createHash, generateKeyPairSync } from 'node:crypto';
import type { History } from '../../harness/history/history.js';
import { judgeHistory, type Judge } from '../../specs/findings/judge-history.js';
import { RULES } from '../../specs/rules/catalogue.js';
import type { Rule } from '../../specs/rules/rule.js';
import type { RuleSet } from '../../specs/rules/rule-set.js';
import { handMadeDocument, handMadeFinding } from '../json/hand-made.js';
import { contentOfRun } from './content-of-run.js';
import type { CertificateContent } from './content.js';
import { payloadOf, sealed, type Envelope } from './dsse.js';
import { signerOf, type Signer } from './ed25519.js';
import { PAYLOAD_TYPE, statementOf, type Statement } from './statement.js';
import { verifyCertificate, type Verification, type VerifyWith } from './verify.js';

/** A signed run for tests: two rules about the client, a judge that reads its verdict from the history, and a new key. */
export const OWN_RULES: RuleSet = { version: '0.0.0', digest: '12'.repeat(32) };
const TWO = RULES.filter(({ id }) => ['CLIENT-CLOSE-01', 'CLIENT-CLOSE-02'].includes(id));

export const judgeByParameter: Judge = (events, { verdict }) => ({
  verdict: verdict === 'fail' ? 'fail' : 'pass',
  reason: `planted ${String(verdict)}`,
  decidedBy: events.map(({ n }) => n),
});

export function newSigner(): Signer {
  return signerOf(generateKeyPairSync('ed25519').privateKey);
}

/** What a certificate is made of; tests alter it. */
export interface HandMade {
  readonly signer: Signer;
  /** By their paths in the certificate. */
  readonly histories: Map<string, Uint8Array>;
  readonly content: CertificateContent;
  readonly envelope: Envelope;
}

export function handMadeCertificate(verdicts: readonly ('pass' | 'fail')[] = ['pass', 'pass']): HandMade {
  const signer = newSigner();
  const document = handMadeDocument([]);
  const histories = new Map<string, Uint8Array>();
  const read: History[] = [];
  const findings = TWO.map((rule, i) => {
    const history = handMadeHistory(rule, document.target, verdicts[i] ?? 'pass');
    read.push(history);
    const bytes = Buffer.from(JSON.stringify(history));
    const path = `histories/${rule.id}.json`;
    histories.set(path, bytes);
    const { judgement, cases } = judgeHistory(judgeByParameter, history);
    const sha256 = createHash('sha256').update(bytes).digest('hex');
    const more = { ...judgement, cases, level: rule.level, view: 'inside' as const };
    return handMadeFinding(rule.id, judgement.verdict, { ...more, history: { path, sha256 } });
  });
  const content = contentOfRun(handMadeDocument(findings), read, TWO, OWN_RULES);
  return { signer, histories, content, envelope: sign(content, signer) };
}

export function sign(content: CertificateContent, signer: Signer): Envelope {
  return signStatement(statementOf(content), signer);
}

export function signStatement(statement: Statement, signer: Signer): Envelope {
  return sealed(PAYLOAD_TYPE, Buffer.from(JSON.stringify(statement)), signer);
}

/** With its histories, and by the hand-made signer's key, unless said otherwise. */
export function verifyHandMade(
  made: HandMade,
  envelope: Envelope | string,
  more: Partial<VerifyWith> = {},
): Promise<Verification> {
  const { histories } = made;
  const readHistory: VerifyWith['readHistory'] = async (path) => histories.get(path) ?? 'it is not there';
  return verifyWithoutHistories(made, envelope, { readHistory, ...more });
}

export function verifyWithoutHistories(
  { signer }: HandMade,
  envelope: Envelope | string,
  more: Partial<VerifyWith> = {},
): Promise<Verification> {
  return verifyCertificate(typeof envelope === 'string' ? envelope : JSON.stringify(envelope), {
    keys: [signer],
    ruleSet: OWN_RULES,
    rules: RULES,
    judgeOf: async () => judgeByParameter,
    ...more,
  });
}

/** Each thing that is altered, once. */
export function alteredThings({ problems }: Verification): string[] {
  return [...new Set(problems.map(({ what, id }) => (id === undefined ? what : `${what} ${id}`)))];
}

/** The envelope with another payload, and the signature that was made for the first. */
export function withPayload(envelope: Envelope, alter: (text: string) => string): Envelope {
  const text = alter(payloadOf(envelope).toString());
  return { ...envelope, payload: Buffer.from(text).toString('base64') };
}

function handMadeHistory(rule: Rule, target: History['target'], verdict: string): History {
  const of = { case: 'only', role: 'client', pid: 7, atNs: 0 };
  return {
    schema: 'vdi-conformance/history/1',
    rule: rule.id,
    scenario: 'hand-made',
    kit: { name: 'vdi-conformance', version: '0.0.0' },
    target,
    startedAt: '2026-01-01T00:00:00.000Z',
    cases: [{ id: 'only', parameters: { verdict } }],
    events: [
      {
        n: 1,
        ...of,
        kind: 'program',
        file: 'client.exe',
        sha256: 'ef'.repeat(32),
        args: [],
        direction: 'backup',
        devices: 1,
        statements: 'kit',
        success: { exitCodes: [0], output: null },
        view: 'inside',
      },
    ],
  };
}
