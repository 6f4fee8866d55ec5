import { randomPassword } from '../endpoint/authentication.js';
import { SqlEndpoint } from '../endpoint/sql-endpoint.js';
import { DEFAULT_BOUNDS, type EndpointSettings } from '../endpoint/settings.js';
import type { LogLine } from '../engine/error-log.js';
import { NO_DEVICES } from '../engine/no-devices.js';
import { ReferenceEngine, type ReferenceEngineSettings } from '../engine/reference-engine.js';

/** An endpoint in the test's own process: no library is loaded into it. */
export interface Started {
  readonly endpoint: SqlEndpoint;
  readonly engine: ReferenceEngine;
  readonly password: string;
  readonly log: readonly LogLine[];
  /** What mssql is to connect with. */
  readonly server: {
    readonly host: string;
    readonly port: number;
    readonly user: string;
    readonly password: string;
  };
  /** Resolves with the first line, from now on or earlier, that contains the text. */
  logged(text: string): Promise<string>;
  /** @throws Error when the endpoint itself failed, whatever a test provoked. */
  stop(): Promise<void>;
}

export async function startEndpoint(
  bounds: Partial<EndpointSettings> = {},
  answers: Partial<Omit<ReferenceEngineSettings, 'kit' | 'onLog'>> = {},
): Promise<Started> {
  const log: LogLine[] = [];
  const waiting = new Set<() => void>();
  const engine = new ReferenceEngine({
    kit: { name: 'vdi-conformance', version: 'under-test' },
    databases: [{ name: 'ledger', dataBytes: 1 << 20 }],
    devices: NO_DEVICES,
    ...answers,
    onLog: (line) => {
      log.push(line);
      for (const look of waiting) look();
    },
  });
  const password = randomPassword();
  const login = { user: 'sa', password };
  const endpoint = await SqlEndpoint.listen(engine, { ...DEFAULT_BOUNDS, login, ...bounds });
  return {
    endpoint,
    engine,
    password,
    log,
    server: { host: '127.0.0.1', port: endpoint.port, user: 'sa', password },
    logged: (text) =>
      new Promise((resolve) => {
        const look = (): void => {
          const found = log.find((line) => line.text.includes(text));
          if (found === undefined) return;
          waiting.delete(look);
          resolve(found.text);
        };
        waiting.add(look);
        look();
      }),
    stop: async () => {
      await endpoint.close();
      const failed = log.find(({ text }) => text.startsWith('The endpoint itself failed'));
      if (failed !== undefined) throw new Error(failed.text);
    },
  };
}
