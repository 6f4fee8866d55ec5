import { closeSync, openSync, readSync, writeSync } from 'node:fs';
import path from 'node:path';
import { ownProcess } from '../../../roles/own-process.js';
import { COMMAND, COMPLETION, HRESULT } from '../../../vdi/codes.js';
import { PlainLibrary } from '../../../vdi/library.js';
import { bytesAt } from '../../../vdi/memory.js';
import type { ComPointer, NativeAnswer } from '../../../vdi/native-call.js';
import { call } from '../devices/com-call.js';

/**
 * A backup program as vendors write them, for tests: creates a set, waits for the server, and stores what it is sent, a file for each
 * device, or gives it back. How it misbehaves it is told.
 */
export interface ClientOrders {
  readonly library: string;
  readonly names: readonly string[];
  readonly config: Readonly<Record<string, number>>;
  /** Folder of the files. */
  readonly folder: string;
  /** After so many commands of the first device in all: */
  readonly after?: number;
  readonly then?: 'abort' | 'die' | 'fail' | 'short' | 'close' | 'hang';
  /** Bytes of a file that are changed before it is read. */
  readonly spoil?: number;
}

const ENDED: ReadonlySet<number> = new Set([HRESULT.VD_E_CLOSE, HRESULT.VD_E_ABORT]);
const WAIT_MS = 20_000;

const orders = JSON.parse(process.argv[2] ?? '') as ClientOrders;
const own = ownProcess('linux');
own.behave();
await own.startThreads(orders.names.length + 8);

const [setName = ''] = orders.names;
// Kept until the end: koffi unloads a library that nothing refers to.
const library = new PlainLibrary(orders.library);
const { answer } = library.createSet('client');
if (answer.object === null) throw new Error('no set');
const set: ComPointer = answer.object;
await need(set, 'CreateEx', { instanceName: null, name: setName, config: orders.config });
process.send?.({ created: true });
const configured = await call(set, 'GetConfiguration', { timeoutMs: WAIT_MS });
const results = configured.value === 0 ? await Promise.all(orders.names.map(serve)) : [];
const closed = await call(set, 'Close');
library.unload();
process.send?.({
  configuration: configured.value,
  settled: configured.results['config'] ?? null,
  devices: results,
  close: closed.value,
});
process.disconnect();
process.exit(0);

async function need(target: ComPointer, method: string, args = {}): Promise<NativeAnswer> {
  const answered = await call(target, method, args);
  if (answered.value !== 0) throw new Error(`${method} answered 0x${answered.value.toString(16)}`);
  return answered;
}

/** One device, until the server closes it or the set ends. */
async function serve(name: string, index: number) {
  const { object: device, value: opened } = await call(set, 'OpenDevice', { name });
  // A server may end the set before its client has opened every device.
  if (device === null) return { last: opened, ended: ENDED.has(opened), commands: {} };
  const file = openSync(path.join(orders.folder, `${index}.bak`), 'a+');
  const positions = { file: 0, commands: [] as number[] };
  for (;;) {
    const got = await call(device, 'GetCommand', { timeoutMs: WAIT_MS });
    if (got.value !== 0) {
      closeSync(file);
      if (index === 0) process.send?.({ firstEnded: true });
      return { last: got.value, ended: ENDED.has(got.value), commands: counted(positions.commands) };
    }
    const { command, commandCode, size, position, buffer } = got.results as Record<string, number | string>;
    positions.commands.push(Number(commandCode));
    if (index === 0 && positions.commands.length === orders.after) {
      await misbehave(device, String(command), Number(size));
      continue;
    }
    const random = ((orders.config['features'] ?? 0) & 0x200) !== 0;
    const done = execute(Number(commandCode), String(buffer), Number(size), {
      file,
      at: random ? Number(position) : positions.file,
    });
    positions.file += done.bytes;
    if (Number(commandCode) === COMMAND.Rewind) positions.file = 0;
    await call(device, 'CompleteCommand', {
      command: String(command),
      completionCode: done.code,
      bytesTransferred: done.bytes,
      position: positions.file,
    });
  }
}

function execute(
  code: number,
  buffer: string,
  size: number,
  { file, at }: { file: number; at: number },
): { code: number; bytes: number } {
  if (code === COMMAND.Write) {
    return { code: 0, bytes: writeSync(file, bytesAt(BigInt(buffer), size), 0, size) };
  }
  if (code !== COMMAND.Read) return { code: 0, bytes: 0 };
  const bytes = bytesAt(BigInt(buffer), size);
  const length = readSync(file, bytes, 0, size, at);
  const { spoil } = orders;
  if (spoil !== undefined && spoil >= at && spoil < at + length)
    bytes[spoil - at] = ~(bytes[spoil - at] ?? 0) & 0xff;
  return length === 0 ? { code: COMPLETION.ERROR_HANDLE_EOF, bytes: 0 } : { code: 0, bytes: length };
}

async function misbehave(device: ComPointer, command: string, size: number): Promise<void> {
  const complete = (completionCode: number, bytesTransferred: number): Promise<NativeAnswer> =>
    call(device, 'CompleteCommand', { command, completionCode, bytesTransferred, position: 0 });
  switch (orders.then) {
    case 'abort':
      await call(set, 'SignalAbort');
      return;
    case 'die':
      process.kill(process.pid, 'SIGKILL');
      return;
    case 'fail':
      await complete(COMPLETION.ERROR_DISK_FULL, 0);
      return;
    case 'short':
      await complete(0, size - 512);
      return;
    case 'close':
      await call(set, 'Close');
      return;
    case 'hang':
      process.send?.({ hangs: true });
      // A promise alone does not keep a process.
      setInterval(() => undefined, WAIT_MS);
      await new Promise(() => undefined);
      return;
    default:
  }
}

/** How often each command came. */
function counted(codes: readonly number[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const [name, code] of Object.entries(COMMAND)) {
    const times = codes.filter((each) => each === code).length;
    if (times > 0) counts[name] = times;
  }
  return counts;
}
