import type { CaseParameters, History, Outcome } from '../history/history.js';
import type { Act, PlannedOutcome, Reaching, SetPlan } from '../sql/direction.js';
import type { StatementResult } from '../sql/statement-result.js';
import type { ClientProgram, Medium, ProgramRun } from './programs/client-program.js';

export type {
  ClientProgram,
  Hold,
  Medium,
  ProgramRun,
  RecordedCall,
  RecordedCalls,
} from './programs/client-program.js';

/** What a scenario says of a set to a server that can be directed, and is told. */
export type { Act, PlannedOutcome, Reaching, SetPlan };

/**
 * What a scenario sees: a fresh stage for every case, with role processes of its own, on which it says step
 * by step what the roles do. Nothing here knows a rule or gives a verdict: every step leaves its facts in the
 * history, and misbehaviour of the target (a crash, a hang, a refusal) is an outcome, never an exception.
 */
export interface Stage {
  /** Name of this case's virtual device set: a GUID, used nowhere else. */
  readonly set: string;
  /** Name of the SQL Server instance that calls are made for; null: the default one. */
  readonly instance: string | null;
  /** For a method that takes a time-out of its own, milliseconds: less than the limit of its call, so that its answer comes first. */
  readonly timeoutMs: number;
  /** A server role in a process of its own, with the library loaded and a server set object made. */
  server(name?: string): Promise<ServerRole>;
  /** A client role, likewise. */
  client(name?: string): Promise<ClientRole>;
  /** A session of its own with the target's SQL Server. */
  sql(name?: string): Promise<SqlRole>;
  /** Starts the vendor's client that is certified, for one backup or restore. */
  program(run: ProgramRun): Promise<ClientProgram>;
  /** What the configuration says of the vendor's client. @throws KitError NO_CLIENT_PROGRAM when none is certified. */
  readonly clientTraits: ClientTraits;
  /** A medium on which nothing is yet. */
  newMedium(): Medium;
  /**
   * A medium beside which that of the second device cannot be made: there is a folder in its place. Clients call their media as they
   * like, so one may not meet it.
   */
  mediumForOneDevice(): Medium;
  /** Takes away what a client has kept in a medium, so that nothing is there when it begins the next backup. */
  clearMedium(medium: Medium): void;
  /** A medium that is full; null: this target has none. */
  readonly fullMedium: Medium | null;
  /** Ends the case with a `not-applicable` event: it does not apply to this client or target. */
  notApplicable(why: string): never;
  /** Where this case's SQL Server is, and who logs in; changes with `secondServer`. @throws KitError NO_SQL_SERVER */
  readonly sqlPlace: SqlPlaceOfCase;
  /**
   * Starts a second server of the reference's beside the target's own: sessions that are opened from now on are with it, and it may
   * die without the target's. It ends with the case at the latest.
   */
  secondServer(): Promise<void>;
  /** Records which named objects of the set exist on the target; answers their names. */
  objects(label: string): Promise<readonly string[]>;
  /** Ends the case here, with an `abandoned` event: what follows needs what was not had. */
  abandon(why: string, because?: Answer): never;
  /** `abandon`s unless the answer is a returned NOERROR; gives the answer back. */
  need<A extends Answer>(answer: A): A;
}

export interface Answer<Results = Record<string, unknown>> {
  readonly method: string;
  readonly outcome: Outcome;
  /** The HRESULT, unsigned, if one was returned; else null. */
  readonly code: number | null;
  /** Returned NOERROR. */
  readonly ok: boolean;
  /** What came back through out-parameters; empty unless `ok`. */
  readonly results: Partial<Results>;
}

/** What a scenario has to know of a vendor's client. */
export interface ClientTraits {
  /** Who issues the T-SQL. */
  readonly statements: 'client' | 'kit';
  readonly maxDevices: number;
  /** What it cannot do, and why. */
  readonly cannot: Readonly<Partial<Record<'restore' | 'severalDevices', string>>>;
}

/** A call under way: await it for its answer. */
export interface PendingCall<A extends Answer = Answer> extends Promise<A> {
  /** Resolves when the role has issued the native call. */
  readonly started: Promise<void>;
}

export interface AddressRange {
  readonly label: string;
  readonly address: string;
  readonly size: number;
}

export interface CallOptions {
  /**
   * Makes the call on the role's own thread and looks, before anything else happens there, whether the
   * ranges are mapped: "the moment it returns".
   */
  readonly observe?: { readonly label: string; readonly ranges: readonly AddressRange[] };
}

/** A COM object that lives in a role's process. */
export interface RemoteObject {
  /** Unique within the role: `set`, `device:<name>`. */
  readonly id: string;
  /**
   * Calls a method by its documented name; arguments by their names in harness/vdi's description. Wrong-shape
   * arguments throw a UsageError here and never reach native code.
   */
  call(method: string, args?: Record<string, unknown>, options?: CallOptions): PendingCall;
  /** IUnknown::Release; answers the count that it returned (null: there was no answer). */
  release(): Promise<number | null>;
}

/** A process that hosts one role. */
export interface Role {
  readonly name: string;
  readonly pid: number;
  readonly alive: boolean;
  /** The set object made when the role was started. */
  readonly set: RemoteObject;
  /** Makes a further set object in the same process (`set-2`, …). */
  newSet(): Promise<RemoteObject>;
  /** Records shared mappings, descriptors and threads of the process, seen from outside it. */
  resources(label: string): Promise<void>;
  /** Records whether ranges are mapped, seen from outside. */
  ranges(label: string, ranges: readonly AddressRange[]): Promise<void>;
  /**
   * Resolves when every thread of the process sleeps: calls that were started are then waiting inside the
   * library. Asks the operating system; bounded by a limit.
   */
  settled(): Promise<void>;
  /** Writes a pattern made from `seed` at an address. */
  fill(address: string, size: number, seed: number): Promise<void>;
  /** Records whether the bytes at an address still are that pattern. */
  compare(label: string, address: string, size: number, seed: number): Promise<void>;
  /** Reads or writes one byte, and records whether the process survived it. */
  touch(address: string, access: 'read' | 'write'): Promise<void>;
  /** Releases class objects, asks DllCanUnloadNow, unloads the library, and records all three. */
  unload(label: string): Promise<void>;
  /** Kills the process (SIGKILL) and waits until it is gone; recorded. */
  kill(): Promise<void>;
  /** Asks the process to end in an orderly way and waits; recorded with its exit code or signal. */
  end(): Promise<void>;
  /** Resolves when the process has ended, however; recorded. Bounded by a limit. */
  ended(): Promise<void>;
}

export interface CommandToSend {
  /** VDC_* command code; default Write (2). */
  readonly commandCode?: number;
  readonly size?: number;
  readonly position?: number;
  /** Address of a shared buffer in the server's process. */
  readonly buffer?: string;
}

export interface AgentRun {
  /** Resolves when the lent thread has entered ExecuteCompletionAgent. */
  readonly entered: Promise<void>;
  /** The answer of ExecuteCompletionAgent. */
  readonly returned: PendingCall;
}

export interface ServerRole extends Role {
  /** IServerVirtualDeviceSet2::OpenDevice; `device` is null unless it answered NOERROR. */
  openDevice(name: string, set?: RemoteObject): Promise<{ answer: Answer; device: RemoteObject | null }>;
  /** Lends a native thread to ExecuteCompletionAgent. */
  lendThread(set?: RemoteObject): AgentRun;
  /**
   * SendCommand for each command, in one go; each is recorded as a call whose `command` argument is its
   * number, unique within the role and sent as completionContext. Answers the numbers and the answers.
   */
  send(
    device: RemoteObject,
    commands: readonly CommandToSend[],
  ): Promise<{ numbers: number[]; answers: Answer[] }>;
  /**
   * Waits until at least `count` callbacks have come in this process, or a limit is over (recorded as a
   * `limit` event), and writes everything recorded natively so far into the history.
   */
  callbacks(count: number): Promise<number>;
}

/** A command as GetCommand gave it to the client. */
export interface ReceivedCommand {
  /** Address of the VDC_Command: what CompleteCommand takes as `command`. */
  readonly command: string;
  readonly commandCode: number;
  readonly size: number;
  readonly position: number;
  readonly buffer: string | null;
}

export interface ClientRole extends Role {
  openDevice(name: string, set?: RemoteObject): Promise<{ answer: Answer; device: RemoteObject | null }>;
  /** GetCommand `count` times (waiting), keeping the commands; stops at the first answer that is not NOERROR. */
  take(device: RemoteObject, count: number): Promise<{ taken: ReceivedCommand[]; last: Answer }>;
  /** CompleteCommand with success and the whole size for each; answers in order. */
  complete(device: RemoteObject, commands: readonly ReceivedCommand[]): Promise<Answer[]>;
}

/** A statement under way. Recorded with all its messages when it has ended. */
export interface SqlStatement {
  /** Resolves when it has ended, in whatever way; bounded by a limit. */
  readonly ended: Promise<StatementResult>;
  /** Asks the server to cancel it. */
  cancel(): Promise<void>;
}

/** A session that was killed by another, which goes on looking for it. */
export interface KilledSession {
  /** Records whether the server lists it still. */
  listed(label: string): Promise<void>;
  /**
   * Waits until the server lists it no more, and records that; or that it was listed still when the limit sessionEndMs was over. No
   * wait at all if KILL was refused.
   */
  gone(label: string): Promise<void>;
}

/** What a program needs that talks to the case's SQL Server itself. */
export interface SqlPlaceOfCase {
  readonly host: string;
  readonly port: number;
  readonly user: string;
  /** In no log, history, report or command line. */
  readonly password: string;
  /** The database of which backups are made. */
  readonly database: string;
}

/** A session with SQL Server, which runs where the target has it; the session's end is in the harness. */
export interface SqlRole {
  readonly name: string;
  /** The server's number of the session: what KILL takes. */
  readonly spid: number;
  /** The database of which backups are made. */
  readonly database: string;
  /** Sends a batch. */
  start(text: string): Promise<SqlStatement>;
  /** Sends a batch, and waits for its end, whatever that is. */
  execute(text: string): Promise<StatementResult>;
  /** KILL of another session; recorded as a statement. */
  kill(victim: Pick<SqlRole, 'spid'>): Promise<KilledSession>;
  /** Records the lines about backups that ERRORLOG has had since the session was opened. */
  errorLog(label: string): Promise<void>;
  /** Records what msdb remembers of backups to the case's devices. */
  backupHistory(label: string): Promise<void>;
  /**
   * Records the resources of SQL Server's process as the agent's system tells them, under the role `engine`. Nothing is recorded
   * where the server does not tell its process, or the agent may not look at it.
   */
  engineResources(label: string): Promise<void>;

  /**
   * Says what the server is to do with a set before the statement about it is sent, and where it is to stop; null: the next set that is
   * opened. Recorded as `directed`, as the next two are. The reference's endpoint alone can be directed; a session does one thing at a time, so it is
   * another session than that of the statement.
   */
  plan(set: string | null, plan: SetPlan): Promise<void>;
  /** Waits until the set has come to its stop. Recorded if it has; a `limit` event if it had not and its statement was not over either. */
  reached(set: string | null): Promise<Reaching>;
  /** Does something at the stop. @returns Close's HRESULT; null: of another act. */
  act(set: string | null, act: Act): Promise<number | null>;
  /** What the commands came back with that the plan's flags have sent. */
  outcome(set: string | null): Promise<readonly PlannedOutcome[]>;
}

export interface CaseDefinition {
  readonly id: string;
  readonly parameters: CaseParameters;
  readonly processes: number;
  /**
   * How many calls that wait by design (GetCommand, GetConfiguration, the agent) one role has under way at
   * once, at most; default 72. Each takes a thread, so a case that needs few starts faster when it says so.
   * One call more is a fault of the script, and recorded as such.
   */
  readonly waitingCalls?: number;
}

/** A scenario's history in the making. */
export interface Recording {
  /**
   * Runs one case on a fresh stage. Never rejects for what the target or the kit did: that is in the history.
   * `processes` is how many role processes it will ask for, so that they can be started ahead.
   */
  runCase(definition: CaseDefinition, script: (stage: Stage) => Promise<void>): Promise<void>;
  /** The history so far, events in order of time. */
  history(): History;
}
