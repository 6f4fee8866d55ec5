import type { DeviceRequest, DeviceStatements } from '../engine/instance.js';
import { sqlError } from '../engine/server-messages.js';
import type { Backup, Device, Restore } from '../language/statements.js';
import { backup } from './backup.js';
import { MOST_SETS } from './most-sets.js';
import { reportFailure } from './report-failure.js';
import { restore } from './restore.js';
import type { Direct } from '../direction/procedures.js';
import type { Vdi } from './virtual-device-set.js';

/** BACKUP and RESTORE over virtual devices of whatever VDI library this process has loaded. */
export class VdiStatements implements DeviceStatements {
  #sets = 0;

  constructor(
    private readonly vdi: Vdi,
    readonly library: { readonly file: string; readonly version: string | null },
    readonly direct: Direct,
  ) {}

  async backup(statement: Backup, request: DeviceRequest): Promise<void> {
    const { what, database, devices } = statement;
    await this.#tell(`BACKUP ${what.toUpperCase()}`, database, devices, request, () =>
      backup(this.vdi, statement, request),
    );
  }

  async restore(statement: Restore, request: DeviceRequest): Promise<void> {
    const { what, database, devices } = statement;
    const name = what === 'verifyonly' ? 'VERIFY DATABASE' : `RESTORE ${what.toUpperCase()}`;
    await this.#tell(name, database, devices, request, () => restore(this.vdi, statement, request));
  }

  async #tell(
    name: string,
    database: string,
    [first]: readonly Device[],
    request: DeviceRequest,
    run: () => Promise<void>,
  ): Promise<void> {
    try {
      if (this.#sets >= MOST_SETS) throw sqlError(701, ['default']);
      this.#sets += 1;
      try {
        await run();
      } finally {
        this.#sets -= 1;
      }
    } catch (error) {
      reportFailure(this.vdi.conduct, error, name, database, request);
    } finally {
      if (first !== undefined) this.direct.sets.missed(first.name);
    }
  }
}
