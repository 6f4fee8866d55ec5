import type { EventOf } from '../../harness/history/history.js';
import { conduct } from './conduct.js';
import { fail, inconclusive, ofKind, type Events } from './evidence.js';
import type { Judgement } from './finding.js';

/** What judges of SQL Server read in a history: statements and their messages. */

export type Statement = EventOf<'statement'>;
export type Message = Statement['messages'][number];

/** Labels under which scenarios record what SQL Server has of a backup when it is over. */
export const AFTER_END = 'when the statement was over';
/** Label under which is recorded whether a session that was killed is listed while its client lives. */
export const CLIENT_LIVES = 'while the client had not ended';

/** Numbers of SQL Server's messages, as sys.messages has them. */
export const SUCCESS = 3014;
/** The word of success of RESTORE VERIFYONLY, in the place of 3014. */
export const VERIFIED = 3262;
export const ABNORMAL_END = 3013;
/** With which an error of a device is told: write failed, read failed, unrecoverable on the device. */
export const DEVICE_ERRORS: readonly number[] = [3202, 3203, 3271];
/** In ERRORLOG: a device failed, with the operating system's error; BACKUP failed. */
export const LOGGED_DEVICE_ERROR = 18_210;
export const LOGGED_BACKUP_FAILED = 3041;
/** `device_type` of a virtual device in msdb..backupmediafamily. */
export const VIRTUAL_DEVICE = 7;

const TRANSFER = /^\s*(BACKUP|RESTORE)\s/i;
const VERIFY = /^\s*RESTORE\s+VERIFYONLY\s/i;

/** The BACKUP and RESTORE statements, of one session or of all, in the order in which they were sent. */
export function transfers(events: Events, session?: string): Statement[] {
  return ofKind(events, 'statement').filter(
    (each) => TRANSFER.test(each.text) && (session === undefined || each.session === session),
  );
}

export function errorsOf({ messages }: Statement): Message[] {
  return messages.filter(({ kind }) => kind === 'error');
}

/**
 * Ended without an error, and with SQL Server's own word of success: 3014 of a BACKUP or a RESTORE; "The backup set on file 1 is
 * valid" (3262 of sys.messages, and all that is printed) of a RESTORE VERIFYONLY.
 */
export function saysSuccess({ text, ending, messages }: Statement): boolean {
  const word = VERIFY.test(text) ? VERIFIED : SUCCESS;
  return ending.how === 'completed' && messages.some(({ number }) => number === word);
}

/** How a statement ended, for a reader: its errors with their numbers, and its ending. */
export function endingOf(statement: Statement): string {
  const { ending, messages } = statement;
  const errors = errorsOf(statement).map(({ number }) => number);
  const said = errors.length > 0 ? errors : messages.map(({ number }) => number);
  const told =
    said.length === 0 ? 'no message' : `${errors.length > 0 ? 'errors' : 'messages'} ${said.join(', ')}`;
  return `${ending.how}, ${told}`;
}

/** What BACKUP or RESTORE is called in a finding: the words before what it is about. */
export function nameOf({ text }: Statement): string {
  return /^\s*\w+\s+\w+/.exec(text)?.[0].trim() ?? text;
}

/**
 * What every judge of SQL Server asks before its own question: whether the server lived and kept its connections; that of all
 * judges; and whether the server's statements came to an end at all.
 */
export function engineConduct(events: Events): Judgement | null {
  // Before all else: without the server nothing more could be asked, which is no fault of the kit.
  const lost = connectionLost(events);
  if (lost !== null) return lost;
  const found = conduct(events);
  if (found !== null) return found.verdict === 'inconclusive' ? withMessages(events, found) : found;
  return notEnded(events);
}

/** Of a session that nobody has killed. */
function connectionLost(events: Events): Judgement | null {
  const statements = ofKind(events, 'statement');
  const killed = statements.flatMap(({ text }) => /^KILL (\d+)/.exec(text)?.[1] ?? []);
  for (const statement of statements) {
    const { ending, spid } = statement;
    if (ending.how !== 'connection-lost' || killed.includes(String(spid))) continue;
    return fail(
      `SQL Server ended the connection during ${nameOf(statement)}`,
      { expected: 'the server goes on, and tells how the statement ended', observed: ending.why },
      [statement],
    );
  }
  return null;
}

function notEnded(events: Events): Judgement | null {
  for (const statement of ofKind(events, 'statement')) {
    const { ending } = statement;
    const limit = ending.how === 'no-answer' || (ending.how === 'cancelled' && ending.by === 'limit');
    if (!limit) continue;
    return fail(
      `${nameOf(statement)} did not come to an end`,
      {
        expected: 'it ends once its set has ended',
        observed: `no end within ${Math.round(ending.afterMs)} ms (${ending.limit ?? ''})`,
      },
      [statement],
    );
  }
  const stays = ofKind(events, 'killed-session').find(({ limit }) => limit !== null);
  if (stays === undefined) return null;
  return fail(
    `the session ${stays.spid}, which was killed, did not come to an end`,
    {
      expected: 'it is listed no more once its set has ended',
      observed: `listed still after ${Math.round(stays.waitedMs)} ms (${stays.limit ?? ''})`,
    },
    [stays],
  );
}

/** Why a scenario could not go on, SQL Server may have said. */
function withMessages(events: Events, judgement: Judgement): Judgement {
  const failed = ofKind(events, 'statement').filter((each) => errorsOf(each).length > 0);
  if (failed.length === 0 || ofKind(events, 'abandoned').length === 0) return judgement;
  const said = failed.flatMap(errorsOf).map(({ number, text }) => `${number}: ${text}`);
  return inconclusive(`${judgement.reason}; SQL Server said ${said.join('; ')}`, [
    ...events.filter(({ n }) => judgement.decidedBy.includes(n)),
    ...failed,
  ]);
}
