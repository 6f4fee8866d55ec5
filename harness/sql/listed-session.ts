import { performance } from 'node:perf_hooks';
import { setTimeout as delay } from 'node:timers/promises';
import { integer } from './quoting.js';
import { readRows, textOf } from './server-reading.js';
import type { SqlSession } from './session.js';

/** A session as its server lists it. When it has ended its number may be another's: the log-in tells them apart. */
export interface ListedSession {
  readonly spid: number;
  /** By the server's clock. */
  readonly loggedInAt: string;
}

/** What came of waiting until a session is listed no more. */
export interface Unlisting {
  /** True: it was when the limit was over. */
  readonly listed: boolean;
  readonly waitedMs: number;
}

/** Nothing tells when a server has rolled back: it is asked again after this. */
const ASK_AGAIN_MS = 20;

/** @returns null: there is none of this number. @throws KitError SQL_READING */
export async function listedSession(observer: SqlSession, spid: number): Promise<ListedSession | null> {
  const [row] = await readRows(
    observer,
    `SELECT login_time FROM sys.dm_exec_sessions WHERE session_id = ${integer(spid, 'the session')}`,
  );
  return row === undefined ? null : { spid, loggedInAt: textOf(row[0]) };
}

/** Is this very session listed still? @throws KitError SQL_READING */
export async function isListed(observer: SqlSession, session: ListedSession): Promise<boolean> {
  const now = await listedSession(observer, session.spid);
  return now?.loggedInAt === session.loggedInAt;
}

/**
 * Waits until the session is listed no more. One that was killed is listed until its statement has been rolled back, whatever
 * became of its connection meanwhile.
 * @throws KitError SQL_READING
 */
export async function untilUnlisted(
  observer: SqlSession,
  session: ListedSession,
  limitMs: number,
): Promise<Unlisting> {
  const began = performance.now();
  for (;;) {
    const listed = await isListed(observer, session);
    const waitedMs = performance.now() - began;
    if (!listed || waitedMs >= limitMs) return { listed, waitedMs };
    await delay(ASK_AGAIN_MS);
  }
}
