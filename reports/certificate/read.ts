import { z } from 'zod';
import { CERTIFICATE_SCHEMA, contentSchema, type CertificateContent } from './content.js';
import { envelopeSchema, payloadOf, type Envelope } from './dsse.js';
import { printable, problem, type CertificateProblem } from './problem.js';
import { PAYLOAD_TYPE, statementSchema, type Statement } from './statement.js';

/** A certificate as far as it can be read. */
export interface ReadCertificate {
  readonly envelope: Envelope | null;
  readonly statement: Statement | null;
  readonly content: CertificateContent | null;
  /** Its own field is of a later version of this format, in these words; null: it is not. */
  readonly otherVersion: string | null;
  readonly problems: readonly CertificateProblem[];
}

/** Bytes, and so characters at most. A certificate of every rule has a few hundred thousand. */
export const LONGEST_CERTIFICATE = 32 * 1024 * 1024;

const NOTHING: ReadCertificate = {
  envelope: null,
  statement: null,
  content: null,
  otherVersion: null,
  problems: [],
};

const FORMAT = /^vdi-conformance\/certificate\/\d+$/;

/** Reads an envelope and what it holds, each with its schema. Trusts nothing of it: signatures are not looked at. */
export function readCertificate(text: string): ReadCertificate {
  const envelope = text.length > LONGEST_CERTIFICATE ? 'it is too long' : parsed(text, envelopeSchema);
  if (typeof envelope === 'string') return { ...NOTHING, problems: [problem('envelope', envelope)] };
  const wrong = (message: string): ReadCertificate => ({
    ...NOTHING,
    envelope,
    problems: [problem('statement', message)],
  });
  if (envelope.payloadType !== PAYLOAD_TYPE)
    return wrong(`its type is ${printable(envelope.payloadType)}, and should be ${PAYLOAD_TYPE}`);
  const payload = textOf(payloadOf(envelope));
  if (payload === null) return wrong('the payload is not UTF-8');
  const statement = parsed(payload, statementSchema);
  if (typeof statement === 'string') return wrong(statement);
  const own = statement.predicate.vdiConformance;
  const format = z.object({ schema: z.string() }).safeParse(own).data?.schema;
  if (format !== undefined && format !== CERTIFICATE_SCHEMA && FORMAT.test(format))
    return {
      ...NOTHING,
      envelope,
      otherVersion: `it is of the format ${format}, and this kit reads ${CERTIFICATE_SCHEMA}`,
    };
  const content = contentSchema.safeParse(own);
  if (!content.success) return { ...wrong(`vdiConformance: ${wordsOf(content.error)}`), statement };
  return { ...NOTHING, envelope, statement, content: content.data };
}

/** What JSON says, or why it does not. */
function parsed<T>(text: string, schema: z.ZodType<T>): T | string {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return 'it is no JSON';
  }
  const result = schema.safeParse(value);
  return result.success ? result.data : wordsOf(result.error);
}

/** The first issues alone: a hostile document may have a million. */
function wordsOf({ issues }: z.ZodError): string {
  return issues
    .slice(0, 3)
    .map(({ path, message }) => `${path.length === 0 ? 'it' : path.map(String).join('.')}: ${message}`)
    .map((each) => printable(each).slice(1, -1))
    .join('; ');
}

function textOf(bytes: Uint8Array): string | null {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return null;
  }
}
