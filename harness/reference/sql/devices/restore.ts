import type { DeviceRequest } from '../engine/instance.js';
import { serverMessage, sqlError } from '../engine/server-messages.js';
import type { Restore } from '../language/statements.js';
import { tellSuccess } from './backup.js';
import { Progress } from './progress.js';
import { StripeReader } from './read-stripe.js';
import { sendInspection } from './inspection.js';
import type { StreamHeader } from './stream-format.js';
import { useDevices } from './use-devices.js';
import { virtualDeviceNames } from './virtual-device-names.js';
import type { Vdi } from './virtual-device-set.js';

/**
 * RESTORE, to its end with 3014, and those RESTOREs that only look. All the data is compared with what was backed up.
 * @throws SqlError, DeviceFailure, Cancelled for every other end.
 */
export async function restore(vdi: Vdi, statement: Restore, request: DeviceRequest): Promise<void> {
  const { options, what } = statement;
  const names = virtualDeviceNames(statement.devices);
  if (options.has('SNAPSHOT')) throw sqlError(50_000, ['The reference SQL endpoint makes no snapshots.']);
  const wholly = what === 'database' || what === 'log' || what === 'verifyonly';
  const startedAt = new Date();
  const headers: StreamHeader[] = [];
  const together = new AllHeaders(names.length, (all) => {
    checkTogether(all, names.length);
    if (what === 'database' || what === 'log') checkWanted(statement, all[0], request);
  });
  let progress: Progress | null = null;
  const use = { names, options, media: 'ReadMedia', spid: request.spid, signal: request.signal } as const;
  await useDevices(vdi, use, async ({ settled, ...work }) => {
    const moved = (bytes: number): void => {
      progress?.moved(bytes);
    };
    const { blockSize: blockBytes, maxTransferSize: transferBytes } = settled;
    const reader = new StripeReader({ ...work, blockBytes, transferBytes, moved });
    const header = await together.has(reader.header());
    headers.push(header);
    progress ??= new Progress(header.bytes, options, request);
    if (wholly) await reader.rest(header);
    await reader.complete();
  });
  const [header] = headers.sort((a, b) => a.device - b.device);
  if (header === undefined) throw new TypeError('a restore without a header');
  const { line, answer, instance } = request;
  if (what === 'verifyonly') answer.message(serverMessage(3262, [1], { line }));
  else if (what === 'database' || what === 'log') {
    apply(statement, header, request);
    tellSuccess(
      vdi.conduct,
      `RESTORE ${what.toUpperCase()}`,
      statement.database,
      header.bytes,
      startedAt,
      request,
    );
    const said = what === 'log' ? 'Log was restored' : 'Database was restored';
    instance.errorLog.write(
      'Backup',
      `${said}: Database: ${statement.database}, number of dump devices: ${names.length}.`,
    );
  } else await sendInspection(what, header, request);
}

/** Of all the devices, before any data is read. @throws SqlError 3132, 3241 */
function checkTogether(headers: readonly StreamHeader[], given: number): void {
  const [first] = headers;
  if (first === undefined) return;
  if (first.devices !== given) throw sqlError(3132, [first.devices, given]);
  const places = new Set(headers.map(({ set, device }) => `${set} ${device}`));
  const sets = new Set(headers.map(({ set }) => set));
  if (sets.size > 1 || places.size < given) throw sqlError(3241, ['of another media set']);
}

/** @throws SqlError 3154, 3117, 3118: this backup cannot be restored into this database. */
function checkWanted(
  { database: name, what, options }: Restore,
  header: StreamHeader | undefined,
  { instance }: DeviceRequest,
): void {
  const existing = instance.databases.find(name);
  if (what === 'log') {
    if (header?.type !== 'L' || existing?.restoring !== true) throw sqlError(3117);
    return;
  }
  if (header?.type !== 'D') throw sqlError(3118, [name]);
  const other = existing !== null && header.database.toLowerCase() !== name.toLowerCase();
  if (other && !options.has('REPLACE')) throw sqlError(3154, [name]);
}

function apply(
  { database: name, options }: Restore,
  header: StreamHeader,
  { instance }: DeviceRequest,
): void {
  const { dataBytes, logBytes, seed, recoveryModel } = header;
  instance.databases.put({
    name,
    dataBytes,
    logBytes,
    seed,
    recoveryModel,
    restoring: options.has('NORECOVERY'),
  });
}

/** The headers of all devices: each has to wait for the others, because they are judged together. */
class AllHeaders {
  readonly #headers: StreamHeader[] = [];
  #ready: () => void = () => undefined;
  #failed: (error: unknown) => void = () => undefined;
  readonly #all: Promise<void>;

  constructor(
    private readonly count: number,
    private readonly check: (headers: readonly StreamHeader[]) => void,
  ) {
    this.#all = new Promise((resolve, reject) => {
      this.#ready = resolve;
      this.#failed = reject;
    });
    this.#all.catch(() => undefined);
  }

  async has(reading: Promise<StreamHeader>): Promise<StreamHeader> {
    try {
      const header = await reading;
      this.#headers.push(header);
      if (this.#headers.length === this.count) {
        this.check(this.#headers);
        this.#ready();
      }
    } catch (error) {
      this.#failed(error);
      throw error;
    }
    await this.#all;
    return reading;
  }
}
