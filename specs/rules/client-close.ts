import { SENTENCES as says } from './iservervirtualdeviceset2-close.sentences.js';
import type { Rule } from './rule.js';

/** What the 2005 specification's pages add, by their ids. */
const NORMAL_END = {
  page: '34tq',
  adds: 'the normal end: CloseDevice, VD_E_CLOSE at the client, then both ends Close',
};
const ABORT = {
  page: '50oe',
  adds: 'an abort ends GetConfiguration and GetCommand with VD_E_ABORT, gives out nothing more, and is followed by Close; a process that ended counts as one',
};
const COMMANDS = {
  page: '7tyr',
  adds: 'the client’s states: which call is answered with what, after an abort as well',
};
const COMPLETING = {
  page: 'iclientvirtualdevice-completecommand',
  adds: 'a command that GetCommand gave is completed once, with a completion code and the bytes that were transferred',
};
const CLIENT_CLOSE = {
  page: 'iclientvirtualdeviceset2-close',
  adds: 'the client closes its set; then the interface may be used again',
};

const ENDED =
  'Whether the client ended by itself within its limit, and how; its calls of Close; named objects of the set when it had ended.';

const STAYS = [
  'a worker is told of the abort and the others are not: they wait for ever',
  'GetConfiguration or GetCommand is called with an infinite time-out, and its result is not looked at',
  'the set is not closed on the way out of an error',
];

/** A rule about one way in which the server ends the set. */
function aborted(rule: Pick<Rule, 'id' | 'title' | 'provoked' | 'restsOn' | 'keeps'> & Partial<Rule>): Rule {
  return {
    subject: 'client',
    level: 'MUST',
    statement: `${rule.title}: the client stops within its limit and does not crash, closes its set once, and leaves nothing named behind.`,
    leansOn: [ABORT, COMMANDS, CLIENT_CLOSE],
    lookedAt: ENDED,
    usualCauses: STAYS,
    ...rule,
  };
}

/** What a vendor's client has to do, as a consequence of how a server's set can be closed. */
export const CLIENT_CLOSE_RULES: readonly Rule[] = [
  {
    id: 'CLIENT-CLOSE-01',
    subject: 'client',
    keeps: ['CLOSE-01'],
    title: 'A normal backup and restore: every device is drained, and the set is closed once',
    level: 'MUST',
    statement:
      'The client executes commands until every device answers VD_E_CLOSE, then closes its set, once, and tells success.',
    restsOn: [says.closesASetThatOpenOpened, says.devicesAreToBeClosedFirst],
    leansOn: [NORMAL_END, CLIENT_CLOSE],
    provoked: 'A backup, and a backup with its restore, with 1 and with 3 devices.',
    lookedAt:
      'The last answer of GetCommand of each device; the calls of Close; what the client told; what SQL Server told.',
    usualCauses: [
      'the set is closed when the data is complete, and not when the devices are',
      'each thread closes the set',
      'a failure to close the medium is told after success',
    ],
  },
  {
    id: 'CLIENT-CLOSE-02',
    subject: 'client',
    keeps: ['CLOSE-01'],
    title: 'A restore gives back the bytes of the backup',
    level: 'MUST',
    statement: 'What the client gives back for a restore is what it was given by the backup, byte for byte.',
    restsOn: [says.closesASetThatOpenOpened],
    leansOn: [NORMAL_END, COMPLETING],
    reading:
      'Where a restore asks for transfers of other sizes than the backup’s, SQL Server’s word decides.',
    provoked: 'A backup and its restore, with 1 and with 3 devices.',
    lookedAt: 'The checksum of every transfer; what SQL Server told of the restore.',
    usualCauses: [
      'a write that was cut short is completed as if it had been whole',
      'the devices’ streams are exchanged',
    ],
  },
  aborted({
    id: 'CLIENT-CLOSE-03',
    keeps: ['CLOSE-07', 'CLOSE-15'],
    title: 'The server closes while the client waits in GetConfiguration',
    restsOn: [says.signalAbortProcessing],
    provoked: 'The server opens the set, does not configure it, and closes it while the client waits.',
  }),
  aborted({
    id: 'CLIENT-CLOSE-04',
    keeps: ['CLOSE-07', 'CLOSE-15'],
    title: 'The server closes before the client has opened its devices',
    restsOn: [says.signalAbortProcessing],
    provoked:
      'The client is held on its way into OpenDevice while the server closes the set, which is configured; 1 and 3 devices.',
  }),
  aborted({
    id: 'CLIENT-CLOSE-05',
    keeps: ['CLOSE-04', 'CLOSE-07'],
    title: 'The server closes while the client waits in GetCommand',
    restsOn: [says.elseProtocolIsReturned, says.signalAbortProcessing],
    provoked: 'All devices are open, no command was sent, and the client waits on each; 1 and 3 devices.',
  }),
  aborted({
    id: 'CLIENT-CLOSE-06',
    keeps: ['CLOSE-05', 'CLOSE-07', 'CLOSE-09'],
    title: 'The server closes while the client holds commands',
    restsOn: [says.mappingReleasedImmediately, says.signalAbortProcessing, says.completedAsAborted],
    provoked:
      'The client is held on its way into CompleteCommand, with one command, or with one of each of 3 devices, while the server closes the set.',
  }),
  aborted({
    id: 'CLIENT-CLOSE-07',
    keeps: ['CLOSE-04', 'CLOSE-07'],
    title: 'The server closes between two commands',
    restsOn: [says.devicesAreToBeClosedFirst, says.signalAbortProcessing],
    provoked:
      'The server closes the set when one command was completed and no other was sent; and when one of 2 devices is closed.',
  }),
  aborted({
    id: 'CLIENT-CLOSE-08',
    keeps: ['CLOSE-07', 'CLOSE-11'],
    title: 'The server closes, and the T-SQL session goes on',
    restsOn: [says.signalAbortProcessing, says.releasedOnErrorsToo],
    provoked:
      'The server closes the set; the statement that it belongs to does not end before the client has.',
    usualCauses: ['the statement is waited for, and the set is not looked at', ...STAYS],
  }),
  aborted({
    id: 'CLIENT-CLOSE-09',
    keeps: ['CLOSE-07'],
    title: 'The server signals an abort',
    restsOn: [says.signalAbortProcessing],
    provoked:
      'The server calls SignalAbort while the client waits in GetConfiguration, is about to open its devices, waits in GetCommand, holds one command, and holds several.',
  }),
  aborted({
    id: 'CLIENT-CLOSE-10',
    keeps: ['CLOSE-11'],
    title: 'The server’s process dies',
    restsOn: [says.releasedOnErrorsToo],
    provoked:
      'The server’s process is ended while the client waits in GetConfiguration, waits in GetCommand, holds one command, and holds several.',
    usualCauses: ['the connection of the T-SQL session is tried again without end', ...STAYS],
  }),
  aborted({
    id: 'CLIENT-CLOSE-11',
    keeps: ['CLOSE-16'],
    title: 'The backup is refused, and no server comes',
    restsOn: [says.closesASetThatOpenOpened],
    provoked: 'The client asks for a backup of a database that there is not.',
    usualCauses: ['GetConfiguration is waited for, although the statement has failed', ...STAYS],
  }),
  aborted({
    id: 'CLIENT-CLOSE-12',
    keeps: ['CLOSE-07', 'CLOSE-09'],
    title: 'The session of the backup is killed',
    restsOn: [says.signalAbortProcessing, says.completedAsAborted],
    provoked:
      'The session is killed while the client waits in GetCommand, holds one command, and holds several.',
  }),
  {
    id: 'CLIENT-CLOSE-13',
    subject: 'client',
    keeps: ['CLOSE-11'],
    title: 'The client’s medium fails',
    level: 'MUST',
    statement:
      'When nothing can be written to a medium of it the client completes a command with an error, or aborts; the backup does not succeed, and the client tells no success, closes its set once and ends.',
    restsOn: [says.releasedOnErrorsToo],
    leansOn: [COMPLETING, ABORT],
    provoked:
      'A backup to a file on which every write fails for want of space; a backup with 3 devices where the file of the second, if it is called as that of the first with .1 behind, cannot be made.',
    lookedAt: `What SQL Server and the client told. ${ENDED}`,
    usualCauses: [
      'a write that was cut short, or failed, is completed with success',
      'a worker that fails tells nobody, and the others wait',
      'the error of the last flush, or of closing the file, is not looked at',
    ],
  },
  {
    id: 'CLIENT-CLOSE-14',
    subject: 'client',
    keeps: ['CLOSE-08'],
    title: 'A command that the client does not know',
    level: 'MUST',
    statement: 'A command with a code that the client does not know is completed, and not with success.',
    restsOn: [says.agentCompletesBeforeReturning],
    leansOn: [COMPLETING],
    reading:
      'ERROR_NOT_SUPPORTED is what the samples’ pages say; any completion code but that of success is taken.',
    provoked: 'The first command has the code 99.',
    lookedAt: 'The completion code of that command.',
    usualCauses: ['the default branch completes with success', 'unknown commands are dropped'],
  },
  {
    id: 'CLIENT-CLOSE-15',
    subject: 'client',
    keeps: ['CLOSE-01'],
    title: 'Transfers of no bytes, and of as many as were agreed on',
    level: 'MUST',
    statement: 'A transfer of zero bytes, and transfers of the largest size of the configuration, go well.',
    restsOn: [says.closesASetThatOpenOpened],
    leansOn: [COMPLETING, NORMAL_END],
    provoked: 'A backup and its restore with a first transfer of no bytes; and with the largest transfers.',
    lookedAt: 'As for a normal backup.',
    usualCauses: ['a buffer of a fixed size', 'no bytes transferred is taken for an error or an end'],
  },
  {
    id: 'CLIENT-CLOSE-16',
    subject: 'client',
    keeps: ['CLOSE-01'],
    title: 'Sixty-four devices',
    level: 'MUST',
    statement: 'A backup with as many devices as a set can have ends as one with few does.',
    restsOn: [says.closesASetThatOpenOpened],
    leansOn: [NORMAL_END],
    provoked: 'A backup with 64 devices.',
    lookedAt: 'As for a normal backup.',
    usualCauses: ['a limit of what can be waited for at once', 'one thread serves one device after another'],
  },
  {
    id: 'CLIENT-CLOSE-17',
    subject: 'client',
    keeps: ['CLOSE-12'],
    title: 'The prefix zone that the client has asked for',
    level: 'MUST',
    statement: 'A client that asks for a prefix zone before its buffers makes good backups with one.',
    restsOn: [says.buffersAndPointersInvalid],
    leansOn: [NORMAL_END],
    provoked: 'A backup and its restore, in which the server gives the zone that was asked for.',
    lookedAt: 'As for a normal backup. Does not apply to a client that asks for none.',
    usualCauses: ['the zone is counted with the data', 'more is written to the zone than was asked for'],
  },
  {
    id: 'CLIENT-CLOSE-18',
    subject: 'client',
    keeps: ['CLOSE-10'],
    title: 'A command is completed once, and by whom it was given to',
    level: 'MUST',
    statement: 'The client completes no command twice and none that it was not given.',
    restsOn: [says.callbackForEachCommand],
    leansOn: [COMPLETING],
    provoked: 'A backup with 3 devices; the server closes between two commands, and while commands are held.',
    lookedAt: 'Every GetCommand and CompleteCommand, by device and command.',
    usualCauses: [
      'a command is completed where it failed and again where it is cleaned up',
      'a command of one device is completed on another',
    ],
  },
  {
    id: 'CLIENT-CLOSE-19',
    subject: 'client',
    keeps: ['CLOSE-07', 'CLOSE-12'],
    title: 'Once told of the abort, a client does not go on',
    level: 'MUST',
    statement:
      'When a call on a device was answered VD_E_ABORT, neither GetCommand nor CompleteCommand follows on it; when GetConfiguration or OpenDevice was, neither follows on its thread.',
    restsOn: [says.signalAbortProcessing, says.buffersAndPointersInvalid],
    leansOn: [ABORT, COMMANDS],
    reading:
      'Other devices, and other threads of the set, may not know yet, so each is judged by what was told there. The page on the abort makes later completions harmless; that they are not tried is what the states’ table asks for.',
    provoked:
      'The server closes, or aborts, while the client waits in GetConfiguration or GetCommand, has just completed a command, holds one, and holds several.',
    lookedAt:
      'The calls on each device after its first VD_E_ABORT; those of each thread on the set likewise.',
    usualCauses: ['the result of CompleteCommand is not looked at', 'the loop goes on for every error'],
  },
  {
    id: 'CLIENT-CLOSE-20',
    subject: 'client',
    keeps: ['CLOSE-12'],
    title: 'A buffer is left alone once its command is completed',
    level: 'MUST',
    statement: 'The client does not write to the buffer of a command that it has completed.',
    restsOn: [says.buffersAndPointersInvalid],
    leansOn: [COMPLETING],
    provoked: 'Restores, with the buffers of completed commands protected, and without.',
    lookedAt:
      'Whether a write to a protected buffer faulted; whether a buffer’s checksum was another when the server used it next.',
    usualCauses: ['a read that is under way still when its command is completed'],
  },
  {
    id: 'CLIENT-CLOSE-21',
    subject: 'client',
    keeps: ['CLOSE-13', 'CLOSE-17'],
    title: 'No thread is in the library when it is left',
    level: 'MUST',
    statement:
      'When the client gives back its set, or ends, no thread of it is in a call of the set or of a device; none is made once the set is closed.',
    restsOn: [says.agentEndsBeforeUnloading, says.elseTheProcessMayFault],
    leansOn: [CLIENT_CLOSE],
    reading:
      'The page says it of the server’s completion agent. A client’s threads are in the same library, and what unloading does to them is the same.',
    provoked:
      'A backup with 3 devices; the server closes when one of 3 devices is closed, while a command is held, and while the client waits in GetConfiguration.',
    lookedAt: 'Calls that had not returned when the set was closed or released, or the process ended.',
    usualCauses: ['threads are not waited for', 'ExitProcess or _exit in the place of an orderly end'],
  },
  {
    id: 'CLIENT-CLOSE-22',
    subject: 'client',
    keeps: ['CLOSE-02', 'CLOSE-11'],
    title: 'After a bad end the client can run again at once',
    level: 'MUST',
    statement:
      'A backup of the same set to the same medium, at once after one that the server had closed, succeeds.',
    restsOn: [says.releasesAllResources, says.releasedOnErrorsToo],
    leansOn: [ABORT, NORMAL_END],
    provoked:
      'The server closes while the client waits or holds commands; when it has ended, it is started again.',
    lookedAt: 'What the second run and SQL Server told; named objects.',
    usualCauses: ['a lock file or a half-written medium stays', 'the set is still there'],
  },
  {
    id: 'CLIENT-CLOSE-23',
    subject: 'client',
    keeps: ['CLOSE-07'],
    title: 'A backup that was aborted, or refused, is told to be a failure',
    level: 'SHOULD',
    statement:
      'After an abort, and when its backup was refused, the client does not tell success, by its exit code or its output.',
    restsOn: [says.signalAbortProcessing],
    leansOn: [ABORT],
    reading: 'No page says how a program tells failure; good sense does.',
    provoked:
      'The server closes, or aborts, while the client waits or holds commands; the client asks for a backup of a database that there is not.',
    lookedAt: 'The exit code, and the output where the configuration names a pattern.',
    usualCauses: ['the exit code is that of the last clean-up', 'only the medium’s errors are told'],
  },
];
