import { serverMessage } from '../engine/server-messages.js';
import { SqlError, type SqlEngine, type SqlMessage, type SqlSession } from '../engine/sql-engine.js';
import type { SessionConnection } from '../engine/sql-engine.js';
import type { Login7 } from '../tds/login7.js';
import { FIRST_PACKET_BYTES, LARGEST_PACKET_BYTES, LEAST_PACKET_BYTES } from '../tds/packet.js';
import { TdsProtocolError } from '../tds/protocol-error.js';
import { doneToken, envChangeToken, loginAckToken, messageToken } from '../tds/tokens.js';
import { mayLogIn, type Login } from './authentication.js';

/** TDS 7.2: what comes before it has other tokens. TDS 7.4: the newest that this endpoint speaks. */
const OLDEST = 0x72090002;
const NEWEST = 0x74000004;

/** What became of a log-in: what to answer, and a session or the reason why there is none. */
export type LoggedIn =
  | { readonly session: SqlSession; readonly answer: Buffer; readonly packetBytes: number }
  | { readonly session: null; readonly answer: Buffer; readonly why: string };

/** @throws TdsProtocolError for a version that is not spoken here. */
export function logIn(
  login7: Login7,
  login: Login,
  engine: SqlEngine,
  connection: SessionConnection,
): LoggedIn {
  if (login7.tdsVersion < OLDEST) {
    throw new TdsProtocolError(`LOGIN7: TDS version 0x${login7.tdsVersion.toString(16)} is older than 7.2`);
  }
  const { user } = login7;
  if (login7.integrated)
    return refused(engine, [serverMessage(18452)], 'Integrated authentication is asked for.');
  if (!mayLogIn(login, user, login7.password)) {
    const why = 'Reason: Password did not match that for the login provided, or there is no such login.';
    return refused(engine, [serverMessage(18456, [user])], `Login failed for user '${user}'. ${why}`);
  }
  try {
    return admitted(login7, engine, engine.openSession(login7, connection));
  } catch (error) {
    if (!(error instanceof SqlError)) throw error;
    return refused(engine, [error.sql, serverMessage(18456, [user])], error.sql.text);
  }
}

function admitted(login7: Login7, engine: SqlEngine, session: SqlSession): LoggedIn {
  const packetBytes = agreedPacketBytes(login7.packetBytes);
  const { database } = session;
  const answer = Buffer.concat([
    envChangeToken({ of: 'database', to: database, from: 'master' }),
    messageToken({ ...serverMessage(5701, [database], { state: 2 }), server: engine.serverName }),
    envChangeToken({ of: 'collation' }),
    envChangeToken({ of: 'language', to: 'us_english', from: '' }),
    messageToken({ ...serverMessage(5703), server: engine.serverName }),
    loginAckToken(Math.min(login7.tdsVersion, NEWEST), engine.program, engine.version),
    envChangeToken({ of: 'packet-size', to: String(packetBytes), from: String(FIRST_PACKET_BYTES) }),
    doneToken('done', 0, null),
  ]);
  return { session, answer, packetBytes };
}

function agreedPacketBytes(asked: number): number {
  if (asked === 0) return FIRST_PACKET_BYTES;
  return Math.min(Math.max(asked, LEAST_PACKET_BYTES), LARGEST_PACKET_BYTES);
}

function refused(engine: SqlEngine, messages: readonly SqlMessage[], why: string): LoggedIn {
  return { session: null, answer: refusal(engine, messages), why };
}

/** Errors, and the DONE that ends a message which is nothing else. */
export function refusal(engine: SqlEngine, messages: readonly SqlMessage[]): Buffer {
  return Buffer.concat([
    ...messages.map((message) => messageToken({ ...message, server: engine.serverName })),
    doneToken('done', 0x02, null),
  ]);
}
