import type { Socket } from 'node:net';
import { serverMessage } from '../engine/server-messages.js';
import type { SessionConnection, SqlEngine, SqlSession } from '../engine/sql-engine.js';
import { readLogin7 } from '../tds/login7.js';
import { MessageReader, type Message } from '../tds/message-reader.js';
import { FIRST_PACKET_BYTES, packetsOf, PACKET } from '../tds/packet.js';
import { readPrelogin, writePrelogin } from '../tds/prelogin.js';
import { TdsProtocolError } from '../tds/protocol-error.js';
import { logIn, refusal } from './log-in.js';
import { attentionAcknowledged, Response } from './response.js';
import { roomOf } from './room.js';
import { runRequest } from './run-request.js';
import type { EndpointSettings } from './settings.js';

/** Nobody says more than this before he has shown a password, in bytes. */
const BEFORE_LOG_IN_BYTES = 16_384;

/** SQL Server has no number for this: 50000 is that of messages which are not its own. */
const ITSELF_FAILED = {
  number: 50_000,
  class: 20,
  state: 1,
  text: 'The reference SQL endpoint itself failed; its error log says how.',
  line: 1,
  procedure: '',
};

/**
 * One client, from its connection to the end: PRELOGIN, LOGIN7, then requests one at a time, of which an attention cancels
 * the one that is being executed. Whatever the client sends, the worst that happens is a line in the log and the end of this
 * connection.
 */
export class Connection implements SessionConnection {
  /** Settles when nothing of this connection is left: socket closed, statement ended, session closed. */
  readonly ended: Promise<void>;
  readonly #reader = new MessageReader({
    packetBytes: FIRST_PACKET_BYTES,
    messageBytes: BEFORE_LOG_IN_BYTES,
  });
  readonly #tooLate: NodeJS.Timeout;
  #phase: 'prelogin' | 'login' | 'ready' | 'over' = 'prelogin';
  #packetBytes = FIRST_PACKET_BYTES;
  #session: SqlSession | null = null;
  #running: { readonly abort: AbortController; readonly over: Promise<void> } | null = null;
  #attention = false;
  #killed = false;

  constructor(
    private readonly socket: Socket,
    private readonly engine: SqlEngine,
    private readonly settings: EndpointSettings,
  ) {
    this.#tooLate = setTimeout(() => {
      this.#end(`A log-in was not complete within ${settings.logInMs} ms; the connection has been closed.`);
    }, settings.logInMs);
    socket.setNoDelay(true);
    socket.on('data', (chunk) => {
      this.#take(chunk);
    });
    // A connection that was reset is a closed one.
    socket.on('error', () => socket.destroy());
    this.ended = new Promise((resolve) => {
      socket.once('close', () => resolve(this.#cleanUp()));
    });
  }

  kill(): void {
    this.#killed = true;
    if (this.#running === null) this.#end('');
    else this.#running.abort.abort('killed');
  }

  /** At once, whatever is still to be sent. */
  destroy(): void {
    this.#end('');
    this.socket.destroy();
  }

  #take(chunk: Buffer): void {
    if (this.#phase === 'over') return;
    try {
      for (const message of this.#reader.take(chunk)) {
        this.#receive(message);
        // What follows a message that ended the connection is nobody's.
        if ((this.#phase as string) === 'over') return;
      }
    } catch (error) {
      this.#broken(error);
    }
  }

  #receive(message: Message): void {
    if (this.#phase === 'prelogin') this.#prelogin(message);
    else if (this.#phase === 'login') this.#logIn(message);
    else if (message.type === PACKET.attention) this.#attend();
    else this.#begin(message);
  }

  #prelogin({ type, data }: Message): void {
    if (type !== PACKET.prelogin)
      throw new TdsProtocolError(`a message of type ${type} where PRELOGIN is due`);
    readPrelogin(data);
    this.#send(writePrelogin(this.engine.version), true);
    this.#phase = 'login';
  }

  #logIn({ type, data }: Message): void {
    if (type !== PACKET.login7) {
      const encrypted = type === PACKET.prelogin ? ': encryption is not supported' : '';
      throw new TdsProtocolError(`a message of type ${type} where LOGIN7 is due${encrypted}`);
    }
    const result = logIn(readLogin7(data), this.settings.login, this.engine, this);
    clearTimeout(this.#tooLate);
    this.#send(result.answer, true);
    if (result.session === null) {
      this.#end(`Error: 18456, Severity: 14, State: 8. ${result.why}`);
      return;
    }
    this.#session = result.session;
    this.#packetBytes = result.packetBytes;
    this.#reader.bounds.packetBytes = Math.max(result.packetBytes, FIRST_PACKET_BYTES);
    this.#reader.bounds.messageBytes = this.settings.messageBytes;
    this.#phase = 'ready';
  }

  #attend(): void {
    if (this.#running === null) this.#send(attentionAcknowledged(), true);
    else {
      this.#attention = true;
      this.#running.abort.abort('attention');
    }
  }

  #begin(request: Message): void {
    const session = this.#session;
    if (session === null || this.#running !== null) {
      throw new TdsProtocolError('a request while another one is being executed, without MARS');
    }
    const abort = new AbortController();
    this.#running = { abort, over: this.#run(request, session, abort.signal) };
  }

  async #run(request: Message, session: SqlSession, signal: AbortSignal): Promise<void> {
    // The caller is to know that something runs before it can be over.
    await Promise.resolve();
    const send = (data: Buffer, last: boolean): void => {
      this.#send(data, last);
    };
    const room = (): Promise<void> => roomOf(this.socket, signal);
    const response = new Response(send, this.engine.serverName, request.type === PACKET.rpc, room);
    try {
      if (request.reset) {
        session.reset();
        response.resetDone();
      }
      if (!request.ignored) await runRequest(request, session, response, signal);
      if (this.#killed) response.message(serverMessage(596));
      response.end();
      if (this.#attention) this.#send(attentionAcknowledged(), true);
      if (this.#killed) this.#end('');
    } catch (error) {
      this.#broken(error);
    } finally {
      this.#attention = false;
      this.#running = null;
    }
  }

  /** What cannot be gone on with: the client is told, the log too. */
  #broken(error: unknown): void {
    const what = error instanceof Error ? error.message : String(error);
    if (!(error instanceof TdsProtocolError)) {
      this.#send(refusal(this.engine, [ITSELF_FAILED]), true);
      this.#end(`The endpoint itself failed: ${what}`);
      return;
    }
    const number = this.#phase === 'ready' ? 4002 : 17832;
    this.#send(refusal(this.engine, [serverMessage(number)]), true);
    this.#end(`Error: ${number}. ${what}`);
  }

  #send(data: Buffer, last: boolean): void {
    if (this.#phase === 'over') return;
    const spid = this.#session?.spid ?? 0;
    this.socket.write(packetsOf(PACKET.response, data, { packetBytes: this.#packetBytes, spid, last }));
  }

  /** What was written still goes out, if the client takes it in time. @param why for the log; empty: nothing to say. */
  #end(why: string): void {
    if (this.#phase === 'over') return;
    this.#phase = 'over';
    clearTimeout(this.#tooLate);
    if (why !== '')
      this.engine.log(
        this.#session === null ? 'Logon' : `spid${this.#session.spid}`,
        `${why} [CLIENT: ${this.socket.remoteAddress ?? 'gone'}]`,
      );
    this.#running?.abort.abort('gone');
    if (this.socket.destroyed) return;
    const lingers = setTimeout(() => this.socket.destroy(), this.settings.logInMs);
    this.socket.once('close', () => {
      clearTimeout(lingers);
    });
    this.socket.destroySoon();
  }

  async #cleanUp(): Promise<void> {
    if (this.#reader.midway) this.#end('A client went away in the middle of a message.');
    else if (this.#phase === 'login') this.#end('A client went away in the middle of its log-in.');
    else this.#end('');
    await this.#running?.over;
    this.#session?.close();
  }
}
