import { call } from '../../reference/sql/devices/com-call.js';
import { ownProcess } from '../../roles/own-process.js';
import { HRESULT } from '../../vdi/codes.js';
import { slotOf } from '../../vdi/interfaces.js';
import { PlainLibrary } from '../../vdi/library.js';
import { bytesAt } from '../../vdi/memory.js';
import { prepareCall, type ComPointer, type NativeAnswer } from '../../vdi/native-call.js';

/**
 * The client end of the data path in JavaScript: `LIBRARY SET DEVICES BYTES`. Does with each command what a client role does (GetCommand
 * on a thread of the pool, CompleteCommand on this one) and copies what came, as the native client does. Prints a line once its
 * set is created.
 */
const [library = '', set = '', devices = '', bytes = ''] = process.argv.slice(2);
const names = Array.from({ length: Number(devices) }, (_, i) => (i === 0 ? set : `${set}-${i}`));
const FOREVER_MS = 0xffff_ffff;

const own = ownProcess('linux');
own.behave();
await own.startThreads(names.length + 2);

// Kept until the end: koffi unloads a library that nothing refers to.
const loaded = new PlainLibrary(library);
const client = found(loaded.createSet('client').answer.object);
await need(client, 'CreateEx', { instanceName: null, name: set, config: { deviceCount: names.length } });
process.stdout.write('created\n');
await need(client, 'GetConfiguration', { timeoutMs: FOREVER_MS });
const opened: ComPointer[] = [];
for (const name of names) opened.push(found((await need(client, 'OpenDevice', { name })).object));
await Promise.all(opened.map(takeAll));
await need(client, 'Close');
loaded.unload();

async function takeAll(device: ComPointer): Promise<void> {
  const here = Buffer.alloc(Number(bytes));
  const complete = slotOf(device.interface, 'CompleteCommand');
  if (complete === undefined) throw new TypeError('CompleteCommand is not described');
  for (;;) {
    const got = await call(device, 'GetCommand', { timeoutMs: FOREVER_MS });
    if (got.value === HRESULT.VD_E_CLOSE) return;
    if (got.value !== HRESULT.NOERROR) throw refused('GetCommand', got);
    const { command, size, buffer } = got.results as { command: string; size: number; buffer: string };
    bytesAt(BigInt(buffer), size).copy(here);
    const args = { command, completionCode: 0, bytesTransferred: size, position: 0 };
    const answer = prepareCall(device, complete, args, () => 0n).now();
    if (answer.value !== HRESULT.NOERROR) throw refused('CompleteCommand', answer);
  }
}

async function need(target: ComPointer, method: string, args = {}): Promise<NativeAnswer> {
  const answer = await call(target, method, args);
  if (answer.value !== HRESULT.NOERROR) throw refused(method, answer);
  return answer;
}

function found(object: ComPointer | null): ComPointer {
  if (object === null) throw new Error('no object came out');
  return object;
}

function refused(method: string, { value }: NativeAnswer): Error {
  return new Error(`${method} answered 0x${value.toString(16)}`);
}
