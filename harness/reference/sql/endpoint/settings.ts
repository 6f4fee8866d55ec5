import type { Login } from './authentication.js';

/** Bounds of the endpoint. Whatever a client does, it stays within them. */
export interface EndpointSettings {
  /** On which it listens. */
  readonly address: string;
  /** 0: any that is free. */
  readonly port: number;
  readonly login: Login;
  /** Connections at once, logged in or not; those above are closed. */
  readonly mostConnections: number;
  /** From the connection to the end of the log-in, milliseconds. */
  readonly logInMs: number;
  /** The longest request, in bytes. */
  readonly messageBytes: number;
}

export const DEFAULT_BOUNDS = {
  address: '127.0.0.1',
  port: 0,
  mostConnections: 512,
  logInMs: 10_000,
  messageBytes: 1 << 20,
} as const satisfies Omit<EndpointSettings, 'login'>;
