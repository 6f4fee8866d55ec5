/**
 * What a vendor writes into `vdi-conformance.config.ts`. This file is `vdi-conformance/config` of the package: it imports nothing, so
 * that its types stand alone.
 */
export interface ClientConfigInput {
  /**
   * The program and its arguments, one by one, as they are passed: no shell is used. Placeholders in braces are replaced, e.g. `{set}`;
   * `{{` is a brace. A relative path of the program is one from the configuration's folder; a name without a slash is looked for in PATH.
   */
  readonly command: readonly string[];
  /** Environment variables besides those that the kit itself was started with. Placeholders are replaced. */
  readonly env?: Readonly<Record<string, string>>;
  /** Working folder, from the configuration's folder, which is also the default. Placeholders are replaced. */
  readonly cwd?: string;
  /** Who sends BACKUP and RESTORE to the server: the kit (the default), or the client through a driver of its own. */
  readonly statements?: 'client' | 'kit';
  /** How the client tells that a backup or a restore has succeeded. */
  readonly success?: {
    /** Default: only 0. */
    readonly exitCodes?: readonly number[];
    /** A regular expression that has to match a line of what the client prints. Default: the output does not matter. */
    readonly output?: string;
  };
  /** With how many devices the client can work, from 1 to 64. Default: 64, or 1 where the client is told of one only. */
  readonly maxDevices?: number;
  /** Time limits, in milliseconds. */
  readonly limits?: {
    /** How long the client may take to end once its set has ended. Default: 10 000. */
    readonly endMs?: number;
    /** How long a whole backup or restore may take. Default: 60 000. */
    readonly runMs?: number;
  };
  /** What the client cannot do, each with the reason, which stands in the report: rules about it are not applicable. */
  readonly cannot?: {
    readonly restore?: string;
    readonly severalDevices?: string;
  };
}

/** Gives back what it gets: an editor knows the fields by it. */
export function defineConfig(config: ClientConfigInput): ClientConfigInput {
  return config;
}
