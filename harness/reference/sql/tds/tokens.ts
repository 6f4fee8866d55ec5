import { ByteWriter } from './byte-writer.js';

/** Tokens of a response, each as bytes ([MS-TDS] 2.2.7). */

const TOKEN = {
  returnStatus: 0x79,
  error: 0xaa,
  info: 0xab,
  loginAck: 0xad,
  envChange: 0xe3,
  done: 0xfd,
  doneProc: 0xfe,
  doneInProc: 0xff,
} as const;

/** SQL_Latin1_General_CP1_CI_AS: what most servers are installed with. */
export const COLLATION = Buffer.from([0x09, 0x04, 0xd0, 0x00, 0x34]);

export const DONE = { more: 0x01, error: 0x02, count: 0x10, attention: 0x20 } as const;

/** A message of the server, as its tokens carry it. */
export interface TokenMessage {
  readonly number: number;
  readonly state: number;
  /** Severity; more than 10 is an error. */
  readonly class: number;
  readonly text: string;
  readonly server: string;
  readonly procedure: string;
  readonly line: number;
}

/** Longest text of a message: a token's length has 16 bits. */
const TEXT_UNITS = 16_000;

export function messageToken(message: TokenMessage): Buffer {
  const body = new ByteWriter()
    .i32(message.number)
    .u8(message.state)
    .u8(message.class)
    .longText(message.text, TEXT_UNITS)
    .shortText(message.server)
    .shortText(message.procedure)
    .i32(message.line)
    .done();
  return withLength(message.class > 10 ? TOKEN.error : TOKEN.info, body);
}

export function loginAckToken(
  tdsVersion: number,
  program: string,
  version: { major: number; minor: number; build: number },
): Buffer {
  const body = new ByteWriter()
    .u8(1) // T-SQL
    .u32be(tdsVersion)
    .shortText(program)
    .u8(version.major)
    .u8(version.minor)
    .u16be(version.build)
    .done();
  return withLength(TOKEN.loginAck, body);
}

/** What a client has to know of its session. */
export type Change =
  | { readonly of: 'database' | 'language' | 'packet-size'; readonly to: string; readonly from: string }
  | { readonly of: 'collation' }
  | { readonly of: 'reset' };

const CHANGE = { database: 1, language: 2, 'packet-size': 4, collation: 7, reset: 18 } as const;

export function envChangeToken(change: Change): Buffer {
  const body = new ByteWriter().u8(CHANGE[change.of]);
  if (change.of === 'collation') body.u8(COLLATION.length).raw(COLLATION).u8(0);
  else if (change.of === 'reset') body.u8(0).u8(0);
  else body.shortText(change.to).shortText(change.from);
  return withLength(TOKEN.envChange, body.done());
}

export function returnStatusToken(status: number): Buffer {
  return new ByteWriter().u8(TOKEN.returnStatus).i32(status).done();
}

/** @param rows null: the statement counts none. */
export function doneToken(
  of: 'done' | 'doneProc' | 'doneInProc',
  status: number,
  rows: number | null,
): Buffer {
  return new ByteWriter()
    .u8(TOKEN[of])
    .u16(rows === null ? status : status | DONE.count)
    .u16(0)
    .u64(BigInt(rows ?? 0))
    .done();
}

function withLength(token: number, body: Buffer): Buffer {
  return new ByteWriter().u8(token).u16(body.length).raw(body).done();
}
