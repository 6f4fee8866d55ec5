import type { EventOf, HistoryEvent, Outcome } from '../../harness/history/history.js';
import { eventSchema } from '../../harness/history/history.js';
import { CLIENT_DEVICE, CLIENT_SET, SERVER_DEVICE, SERVER_SET } from './evidence.js';

/** HRESULTs and completion codes that hand-made histories use, by name. */
const CODES: Readonly<Record<string, number>> = {
  '0x8077baad': 0x8077baad,
  '0x80070020': 0x80070020,
  NOERROR: 0,
  S_FALSE: 1,
  VD_E_NOTOPEN: 0x80770002,
  VD_E_TIMEOUT: 0x80770003,
  VD_E_ABORT: 0x80770004,
  VD_E_SECURITY: 0x80770005,
  VD_E_INVALID: 0x80770006,
  VD_E_INSTANCE_NAME: 0x80770007,
  VD_E_MEMORY: 0x8077000a,
  VD_E_UNEXPECTED: 0x8077000b,
  VD_E_PROTOCOL: 0x8077000c,
  VD_E_OPEN: 0x8077000d,
  VD_E_CLOSE: 0x8077000e,
};

const PIDS: Readonly<Record<string, number>> = { server: 101, client: 102 };
const AGENT_THREAD = 7;
/** Messages of SQL Server that are no errors. */
const INFORMATIVE = [3014, 3262, 4035];

type Partials<K extends HistoryEvent['kind']> = Partial<EventOf<K>>;

/**
 * Writes a history of one case by hand, for tests of judges: each word appends one event, a millisecond after
 * the last. What is written is checked against the schema, so that a test cannot rest on an impossible event.
 */
export class HandMade {
  readonly events: HistoryEvent[] = [];
  #now = 0;
  #order = 0;

  #append(kind: HistoryEvent['kind'], fields: Record<string, unknown>): this {
    const n = this.events.length + 1;
    this.#now += 1_000_000;
    this.events.push(eventSchema.parse({ n, case: 'case', atNs: this.#now, kind, ...fields }));
    return this;
  }

  #role(role: string): { role: string; pid: number } {
    return { role, pid: PIDS[role] ?? 199 };
  }

  /** A call that returned the HRESULT of this name; or one with another outcome. */
  call(
    role: string,
    object: string,
    method: string,
    outcome: string | Outcome,
    args: EventOf<'call'>['args'] = {},
    results: EventOf<'call'>['args'] = {},
    tookMs: number | null = 0.5,
    thread?: number,
  ): this {
    const device = object.startsWith('device');
    const server = role.startsWith('server');
    return this.#append('call', {
      ...this.#role(role),
      object,
      interface: server ? (device ? SERVER_DEVICE : SERVER_SET) : device ? CLIENT_DEVICE : CLIENT_SET,
      method,
      args,
      outcome: typeof outcome === 'string' ? returned(outcome, results) : outcome,
      endNs: tookMs === null ? null : this.#now + 1_000_000 + tookMs * 1_000_000,
      ...(thread === undefined ? {} : { thread }),
    });
  }

  /** A call that was still waiting when the next three events happened. */
  waiting(role: string, object: string, method: string, outcome: string): this {
    return this.call(role, object, method, outcome, {}, {}, 3.5);
  }

  close(outcome: string | Outcome): this {
    return this.call('server', 'set', 'Close', outcome);
  }

  /** SendCommand of these commands, all taken. */
  sent(...numbers: number[]): this {
    for (const command of numbers) this.call('server', 'device:a', 'SendCommand', 'NOERROR', { command });
    return this;
  }

  entered(): this {
    return this.#append('agent', {
      ...this.#role('server'),
      what: 'entered',
      thread: AGENT_THREAD,
      order: this.#order++,
    });
  }

  returned(): this {
    return this.#append('agent', {
      ...this.#role('server'),
      what: 'returned',
      thread: AGENT_THREAD,
      order: this.#order++,
      code: 0x80770004,
      name: 'VD_E_ABORT',
    });
  }

  callback(command: number | null, fields: Partials<'callback'> = {}): this {
    return this.#append('callback', {
      ...this.#role('server'),
      thread: AGENT_THREAD,
      order: this.#order++,
      command,
      context: command ?? 0,
      completionCode: 995,
      completionName: 'ERROR_OPERATION_ABORTED',
      bytesTransferred: 0,
      ...fields,
    });
  }

  resources(label: string, fields: Partials<'resources'> = {}): this {
    return this.#append('resources', {
      ...this.#role('server'),
      label,
      mappings: [],
      descriptors: [{ id: 3, target: 'socket:[1]' }],
      threads: [101, 102],
      ...fields,
    });
  }

  ranges(label: string, mapped: boolean, fields: Partials<'ranges'> = {}): this {
    const range = {
      label: 'area 1',
      address: '0x7f0000000000',
      size: 65536,
      mapped,
      by: mapped ? 'memory' : '',
    };
    return this.#append('ranges', {
      ...this.#role('server'),
      label,
      seenFrom: 'self',
      ranges: [range],
      ...fields,
    });
  }

  objects(label: string, ...objects: string[]): this {
    return this.#append('objects', { label, set: 'a', objects });
  }

  touch(survived: boolean): this {
    return this.#append('touch', {
      ...this.#role('server'),
      address: '0x7f0000000000',
      access: 'read',
      survived,
    });
  }

  buffer(label: string, intact: boolean): this {
    return this.#append('buffer', {
      ...this.#role('client'),
      label,
      address: '0x7f0000000000',
      size: 512,
      intact,
    });
  }

  /** `null`: the process did not live to tell. */
  unload(canUnload: 'S_OK' | 'S_FALSE' | null, stillLoaded = false): this {
    return this.#append('unload', {
      ...this.#role('server'),
      label: 'unload',
      canUnload: canUnload === null ? null : { code: canUnload === 'S_OK' ? 0 : 1, name: canUnload },
      stillLoaded: canUnload === null ? null : stillLoaded,
    });
  }

  started(role: string, as: EventOf<'process-start'>['class']): this {
    return this.#append('process-start', { ...this.#role(role), class: as });
  }

  ended(role: string, fields: Partials<'process-end'>): this {
    return this.#append('process-end', {
      ...this.#role(role),
      exitCode: null,
      signal: null,
      cause: 'by-itself',
      ...fields,
    });
  }

  /** A limit was over for something that was asked of this role. */
  limit(role: string, limit = 'callMs'): this {
    return this.#append('limit', { role, awaited: 'Close', afterMs: 5000, limit });
  }

  kitFault(): this {
    return this.#append('kit-fault', { code: 'AGENT_LOST', message: 'the agent died' });
  }

  output(stream: EventOf<'output'>['stream'], excerpt: string): this {
    return this.#append('output', { ...this.#role('server'), stream, bytes: excerpt.length, excerpt });
  }

  /** A process of this name still ran when the server's had ended. */
  left(name: string, role = 'server'): this {
    return this.#append('left-running', { ...this.#role(role), processes: [{ pid: 4711, name }] });
  }

  /**
   * A statement of a session that ended with these messages, numbers first: errors but for 3014, 3262 and 4035; before the next
   * event.
   */
  statement(
    text: string,
    messages: readonly (readonly [number: number, text: string])[],
    fields: Partials<'statement'> = {},
  ): this {
    const all = messages.map(([number, words], index) => ({
      n: index + 1,
      atMs: 0.2,
      kind: INFORMATIVE.includes(number) ? ('info' as const) : ('error' as const),
      number,
      class: INFORMATIVE.includes(number) ? 0 : 16,
      state: 1,
      text: words,
      server: 'made by hand',
      procedure: '',
      line: 1,
    }));
    const failed = all.some(({ kind }) => kind === 'error');
    return this.#append('statement', {
      session: 'sql',
      text,
      spid: 51,
      durationMs: 0.5,
      messages: all,
      resultSets: [],
      rowsAffected: [],
      ending: { how: failed ? 'failed' : 'completed' },
      endNs: this.#now + 1_500_000,
      ...fields,
    });
  }

  errorLog(label: string, ...texts: string[]): this {
    const at = '2026-01-02T03:04:05.000Z';
    return this.#append('error-log', {
      session: 'sql',
      label,
      lines: texts.map((text) => ({ at, process: 'Backup', text })),
    });
  }

  /** One backup set for each list of device types. */
  backupHistory(label: string, ...sets: readonly (readonly number[])[]): this {
    const backups = sets.map((types, index) => ({
      backupSetId: index + 1,
      database: 'made',
      type: 'D',
      bytes: 1,
      devices: types.map((type, at) => ({ sequence: at + 1, name: `a-${at}`, type })),
    }));
    return this.#append('backup-history', { session: 'sql', label, backups });
  }

  /** Another session looks for the one that was killed. */
  killedSession(label: string, listed: boolean, fields: Partials<'killed-session'> = {}): this {
    const seen = { session: 'sql-2', spid: 51, label, listed, waitedMs: 0, limit: null };
    return this.#append('killed-session', { ...seen, endNs: this.#now + 1_500_000, ...fields });
  }

  /** A client that is somebody else's program was started, seen from inside. */
  program(fields: Partials<'program'> = {}): this {
    return this.#append('program', {
      ...this.#role('client'),
      file: 'client',
      sha256: null,
      args: ['{set}'],
      direction: 'backup',
      devices: 1,
      statements: 'kit',
      success: { exitCodes: [0], output: null },
      view: 'inside',
      ...fields,
    });
  }

  /** The program ended by itself, with this exit code or signal; it told success if the code was 0. */
  programEnded(
    exit: number | string,
    fields: Partials<'program-end'> & { readonly role?: string } = {},
  ): this {
    const { role = 'client', ...more } = fields;
    const how = typeof exit === 'number' ? { exitCode: exit } : { signal: exit };
    const told = { succeeded: exit === 0, outputMatched: null, ranMs: 10, ...more };
    return this.ended(role, how).#append('program-end', { ...this.#role(role), ...told });
  }

  strayWrite(seenBy: EventOf<'stray-write'>['seenBy']): this {
    const where = { buffer: '0x7f0000000000', size: 512, thread: 5 };
    return this.#append('stray-write', { ...this.#role('client'), seenBy, ...where });
  }

  notApplicable(why: string): this {
    return this.#append('not-applicable', { why });
  }

  directed(what: EventOf<'directed'>['what'], detail: string): this {
    return this.#append('directed', { what, detail });
  }

  /** @param because the number of the event that the case was abandoned for. */
  abandoned(because: number | null = null): this {
    return this.#append('abandoned', { why: 'Open was refused', because });
  }
}

export function handMade(): HandMade {
  return new HandMade();
}

function returned(name: string, results: EventOf<'call'>['args']): Outcome {
  const code = CODES[name];
  if (code === undefined) throw new Error(`hand-made histories know no HRESULT ${name}`);
  return { how: 'returned', code, name, results };
}

export const PROCESS_ENDED: Outcome = { how: 'process-ended' };
export const NO_ANSWER: Outcome = { how: 'no-answer', afterMs: 5000, limit: 'callMs' };
