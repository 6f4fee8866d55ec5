import { once } from 'node:events';
import { createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { serverMessage } from '../engine/server-messages.js';
import type { SqlEngine } from '../engine/sql-engine.js';
import { Connection } from './connection.js';
import type { EndpointSettings } from './settings.js';

/** Listens for TDS clients, and gives each a session of the engine. */
export class SqlEndpoint {
  readonly #server: Server;
  readonly #connections = new Set<Connection>();

  private constructor(
    private readonly engine: SqlEngine,
    private readonly settings: EndpointSettings,
  ) {
    this.#server = createServer((socket) => {
      this.#accept(socket);
    });
    // What fails after it listens is the accepting of a single client: no descriptor was left for it.
    this.#server.on('error', ({ message }) => {
      engine.log('Server', `A client could not be accepted: ${message}`);
    });
  }

  /** @throws the system's error when the port is taken. */
  static async listen(engine: SqlEngine, settings: EndpointSettings): Promise<SqlEndpoint> {
    const endpoint = new SqlEndpoint(engine, settings);
    endpoint.#server.listen(settings.port, settings.address);
    await once(endpoint.#server, 'listening');
    engine.log('Server', `Server is listening on [ ${settings.address} <ipv4> ${endpoint.port}].`);
    return endpoint;
  }

  get port(): number {
    return (this.#server.address() as AddressInfo).port;
  }

  /** How many clients are connected. */
  get connections(): number {
    return this.#connections.size;
  }

  /** Ends every connection, waits for their statements, and listens no more. */
  async close(): Promise<void> {
    this.#server.close();
    for (const connection of this.#connections) connection.destroy();
    await Promise.all([...this.#connections].map(({ ended }) => ended));
  }

  #accept(socket: Socket): void {
    if (this.#connections.size >= this.settings.mostConnections) {
      socket.on('error', () => socket.destroy());
      socket.destroy();
      this.engine.log(
        'Server',
        `Error: 17809. ${serverMessage(17809, [this.settings.mostConnections]).text}`,
      );
      return;
    }
    const connection = new Connection(socket, this.engine, this.settings);
    this.#connections.add(connection);
    void connection.ended.then(() => this.#connections.delete(connection));
  }
}
