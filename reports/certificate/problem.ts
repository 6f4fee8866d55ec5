/** What is wrong with a certificate: the thing that was altered, and how that is known. */
export interface CertificateProblem {
  readonly what: AlteredThing;
  /** The rule's, of a finding or a history. */
  readonly id?: string;
  readonly message: string;
}

export type AlteredThing =
  | 'envelope'
  | 'signature'
  | 'key id'
  | 'unknown signer'
  | 'statement'
  | 'subject'
  | 'configuration'
  | 'result'
  | 'verdict'
  | 'rule set'
  | 'documentation'
  | 'finding'
  | 'history';

export function problem(what: AlteredThing, message: string, id?: string): CertificateProblem {
  return { what, message, ...(id === undefined ? {} : { id }) };
}

/** A value of somebody else's, short, and without what could steer a terminal. */
export function printable(value: unknown): string {
  const text = value === undefined ? 'nothing' : JSON.stringify(value);
  return (text.length > 120 ? `${text.slice(0, 120)}…` : text).replaceAll(
    /[\u007f-\u009f\u2028-\u202e\u2066-\u2069]/g,
    '?',
  );
}
