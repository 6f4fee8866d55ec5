import { SENTENCES as says } from './iservervirtualdeviceset2-close.sentences.js';
import type { Rule } from './rule.js';

/** What the 2005 specification's pages add, by their ids. */
const NORMAL_END = {
  page: '34tq',
  adds: 'the normal end: CloseDevice, VD_E_CLOSE at the client, then both ends Close',
};
const ABORT = {
  page: '50oe',
  adds: 'an abort by either end reaches the other, and a client that died counts as one',
};
const NUMBERS = {
  page: 'sys.messages',
  adds: '3013 abnormal end; 3014 success, of RESTORE VERIFYONLY 3262; 3202, 3203 and 3271 errors of a device; 3041 and 18210 in ERRORLOG',
};

/** That is the same for every way in which a backup ends badly. */
const SILENT =
  'Which error of a device comes before 3013 is documented for an abort by the client only; here any is taken. ' +
  'Error 3041 names no set: one since the session was opened is asked for.';

const NOTHING_LEFT =
  'msdb, which must not remember the backup; named objects of the set when both ends are closed.';

/** How it looks from outside that SQL Server, as the server’s end, keeps the rules of Close. */
export const ENGINE_CLOSE_RULES: readonly Rule[] = [
  {
    id: 'ENGINE-CLOSE-01',
    subject: 'engine',
    keeps: ['CLOSE-01'],
    title: 'A backup that succeeds closes every device, then the set',
    level: 'MUST',
    statement:
      'When a BACKUP has sent its last command, SQL Server closes every device, so that the client sees VD_E_CLOSE on each and no abort; the session is told 3014, and msdb remembers the backup with device_type 7.',
    restsOn: [says.closesASetThatOpenOpened],
    leansOn: [NORMAL_END, NUMBERS, { page: 'backupmediafamily', adds: 'device_type 7 is a virtual device' }],
    provoked: 'A client of 1, 3 and 16 devices completes every command of a BACKUP with success.',
    lookedAt:
      'The last GetCommand of each device; the messages of the session; the row in msdb with its devices; named objects of the set.',
    usualCauses: [
      'the set is closed while devices are open, which aborts a backup that the session calls a success',
      'success is told before the last command was completed',
    ],
  },
  {
    id: 'ENGINE-CLOSE-02',
    subject: 'engine',
    keeps: ['CLOSE-07', 'CLOSE-11'],
    title: 'A client that aborts: 995, and nothing is left of the set',
    level: 'MUST',
    statement:
      'When the client aborts with commands outstanding, the statement ends: the session is told the operating system’s error 995 and 3013, ERRORLOG has 18210 with 995 and, for a BACKUP, 3041, msdb remembers no backup, and nothing is left of the set.',
    restsOn: [says.releasedOnErrorsToo],
    leansOn: [
      ABORT,
      NUMBERS,
      { page: 'mssqlserver-3013-database-engine-error', adds: '3013 ends RESTORE VERIFYONLY as well' },
    ],
    reading:
      'The session may be told 995 with 3271, 3202 or 3203. That RESTORE VERIFYONLY, too, ends badly with 3013, as VERIFY DATABASE, the page of that error shows; of 3041 no page says that a RESTORE has it, so it is not asked for there. Error 3041 names no set: one since the session was opened is asked for.',
    provoked:
      'A client of 1 and 3 devices serves a BACKUP, then a RESTORE VERIFYONLY, keeps a command of each device, and calls SignalAbort.',
    lookedAt: `The messages of the session; the lines of ERRORLOG; ${NOTHING_LEFT}`,
    usualCauses: [
      'commands that the client holds are still waited for after the abort',
      'the abort is told as a success with less data',
    ],
  },
  {
    id: 'ENGINE-CLOSE-03',
    subject: 'engine',
    keeps: ['CLOSE-11'],
    title: 'A client that dies ends the statement',
    level: 'MUST',
    statement:
      'When the client’s process dies during a BACKUP, the statement ends with an error and 3013, ERRORLOG has 3041, msdb remembers no backup, and nothing is left of the set.',
    restsOn: [says.releasedOnErrorsToo],
    leansOn: [ABORT, NUMBERS],
    reading: SILENT,
    provoked:
      'A client of 1 and 3 devices serves a BACKUP and is killed with a command of each device in hand: one in the middle, or the first.',
    lookedAt: `Whether the statement ends, and its messages; the lines of ERRORLOG; ${NOTHING_LEFT}`,
    usualCauses: ['nobody watches the life of the client’s process', 'an end by death is told as a success'],
  },
  {
    id: 'ENGINE-CLOSE-04',
    subject: 'engine',
    keeps: ['CLOSE-11'],
    title: 'A client that closes the set with devices open ends the statement',
    level: 'MUST',
    statement:
      'When the client calls Close during a BACKUP, the statement ends with an error and 3013, ERRORLOG has 3041, msdb remembers no backup, and nothing is left of the set.',
    restsOn: [says.releasedOnErrorsToo],
    leansOn: [
      ABORT,
      NUMBERS,
      { page: 'iclientvirtualdeviceset2-close', adds: 'with devices open it aborts' },
    ],
    reading: SILENT,
    provoked:
      'A client of 1 and 3 devices serves a BACKUP and calls Close with a command of each device in hand: one in the middle, or the last Flush.',
    lookedAt: `Whether the statement ends, and its messages; the lines of ERRORLOG; ${NOTHING_LEFT}`,
    usualCauses: [
      'a client that is gone in order is not taken for an abort',
      'the completion of the last command is not waited for',
    ],
  },
  {
    id: 'ENGINE-CLOSE-05',
    subject: 'engine',
    keeps: ['CLOSE-07', 'CLOSE-15'],
    title: 'A session that is cancelled or killed while the client does not answer',
    level: 'MUST',
    statement:
      'When the session is cancelled or killed while the client answers no command, BACKUP does not succeed; the client is told that the set has ended when the statement is over, at the latest; msdb remembers no backup, and nothing is left of the set.',
    restsOn: [says.signalAbortProcessing],
    leansOn: [ABORT, { page: '34tq', adds: 'a client learns from GetCommand that the set has ended' }],
    reading:
      'Whether a server may wait for its client before it ends a statement that was cancelled or killed is not documented, and a session that is killed is known to stay in rollback: either is taken, if the statement ends with the client. The session’s connection may end before its statement: over is one that was killed when sys.dm_exec_sessions has it no more. Nor are the numbers documented that the session is told.',
    provoked:
      'A client of 1 and 3 devices keeps the only command of each and asks for more; the session is cancelled, or killed from another; then the client closes, and it is waited for that a session that was killed is gone.',
    lookedAt: `How the statement ends, and whether before the client is told; whether another session sees the killed one end; ${NOTHING_LEFT}`,
    usualCauses: [
      'the statement is given up and the set is left as it is, so the client waits for ever',
      'the cancelling is not noticed while commands are outstanding',
    ],
  },
  {
    id: 'ENGINE-CLOSE-06',
    subject: 'engine',
    keeps: ['CLOSE-07', 'CLOSE-11'],
    title: 'A command that is completed with an error ends the statement, without an abort by the client',
    level: 'MUST',
    statement:
      'When the client completes a command of a BACKUP with an error and does not abort, the statement ends with an error and 3013, the client is told on every device that the set has ended, ERRORLOG has 3041, msdb remembers no backup, and nothing is left of the set.',
    restsOn: [says.releasedOnErrorsToo],
    leansOn: [NUMBERS, { page: '66hz', adds: 'an error completion makes a device Errored' }],
    reading: `${SILENT} Whether the client is told by VD_E_ABORT or by VD_E_CLOSE is the server’s choice.`,
    provoked:
      'A client of 1 and 3 devices completes a command of the first with ERROR_IO_DEVICE or ERROR_DISK_FULL, and goes on with all devices.',
    lookedAt: `The messages of the session; the last GetCommand of each device; the lines of ERRORLOG; ${NOTHING_LEFT}`,
    usualCauses: [
      'only the device that failed is ended, and clients wait for ever on the others',
      'the completion code is not looked at',
    ],
  },
  {
    id: 'ENGINE-CLOSE-07',
    subject: 'engine',
    keeps: ['CLOSE-14', 'CLOSE-15'],
    title: 'A configuration that is refused ends the set',
    level: 'MUST',
    statement:
      'When SQL Server cannot work with what the client has configured, the statement ends with an error and 3013, the client that waits in GetConfiguration is told VD_E_ABORT, ERRORLOG has 3041, and nothing is left of the set.',
    restsOn: [says.releasedOnErrorsToo],
    leansOn: [{ page: '5pke', adds: 'an end that cannot work with the configuration aborts' }, NUMBERS],
    reading: `Documented for it is 3261, but not for which configurations. ${SILENT}`,
    provoked: 'A client has created a set of 2 or 4 devices; BACKUP names one less.',
    lookedAt: `The answer of GetConfiguration; the messages of the session; the lines of ERRORLOG; ${NOTHING_LEFT}`,
    usualCauses: ['the set is left open when it was opened and not yet configured'],
  },
  {
    id: 'ENGINE-CLOSE-08',
    subject: 'engine',
    keeps: ['CLOSE-07', 'CLOSE-11'],
    title: 'serverTimeOut ends a statement whose client does not answer',
    level: 'MUST',
    statement:
      'When the client has set serverTimeOut and no outstanding command is completed for longer than two such intervals, the set is aborted: the client is told, the statement ends with an error and 3013, ERRORLOG has 3041, msdb remembers no backup, and nothing is left of the set.',
    restsOn: [says.signalAbortProcessing],
    leansOn: [
      { page: '5pke', adds: 'the time-out is the client’s choice; after two intervals the set is aborted' },
      NUMBERS,
    ],
    reading: SILENT,
    provoked:
      'A client of 1 and 3 devices sets serverTimeOut to 800 ms, keeps the only command of each device, and asks for more.',
    lookedAt: `The answer of GetCommand; the messages of the session; the lines of ERRORLOG; ${NOTHING_LEFT}`,
    usualCauses: ['the set is aborted, but the statement goes on waiting', 'the time-out is not read'],
  },
  {
    id: 'ENGINE-CLOSE-09',
    subject: 'engine',
    keeps: ['CLOSE-01', 'CLOSE-11'],
    title: 'The name of a set can be used again at once',
    level: 'MUST',
    statement:
      'When a statement is over and the client has closed, however that came, a client can create a set of the same name at once, and a BACKUP to it succeeds.',
    restsOn: [says.closesASetThatOpenOpened, says.releasedOnErrorsToo],
    leansOn: [NORMAL_END],
    provoked:
      'A backup succeeds, is aborted, loses its client, is closed, cancelled, killed, fails by an error, times out, or has its configuration refused; then the same name is created and backed up to.',
    lookedAt: 'The answer of CreateEx; the messages of the second statement.',
    usualCauses: ['the server’s end of the former set is still open and holds its name'],
  },
  {
    id: 'ENGINE-CLOSE-10',
    subject: 'engine',
    keeps: ['CLOSE-07', 'CLOSE-16'],
    title: 'A bad end is that of one set alone',
    level: 'MUST',
    statement:
      'When a backup ends badly, another that is under way with another client at the same time goes on: its client sees VD_E_CLOSE on every device, and its session is told 3014.',
    restsOn: [says.signalAbortProcessing],
    leansOn: [ABORT],
    reading: 'An abort, and what Close then does, is that of the set on which it was called.',
    provoked:
      'Two clients of 2 devices have commands of two backups in hand; one backup is aborted, loses its client, is closed, cancelled, killed, fails by an error, or times out; or it comes to none, since its configuration is refused. The other goes on to its end.',
    lookedAt: 'The last GetCommand of each device of the other client; the messages of its session.',
    usualCauses: ['aborts are told to every set of the process', 'sets share a state that one of them ends'],
  },
  {
    id: 'ENGINE-CLOSE-11',
    subject: 'engine',
    keeps: ['CLOSE-02', 'CLOSE-11'],
    title: 'Fifty backups do not make the server’s process grow',
    level: 'MUST',
    statement:
      'Backups that succeed, are aborted, or fail, leave no handle or descriptor, thread or mapping in the process of SQL Server.',
    restsOn: [says.releasesAllResources, says.releasedOnErrorsToo],
    leansOn: [],
    reading:
      'A server does other things at the same time: the least of eight measurements early and late is compared, and growth by less than one for four backups is not told from these. Where the server does not tell its process (SERVERPROPERTY ProcessID), or the agent may not look at it, the rule is inconclusive.',
    provoked:
      '50 backups to 2 devices from one session, which in turn succeed, are aborted by the client, and fail by an error.',
    lookedAt:
      'Descriptors or handles, threads and mappings of the server’s process, as its system tells them to the agent.',
    usualCauses: [
      'an object of the set is not released on one of the ways out',
      'the thread that was lent to the agent is not ended',
    ],
  },
];
