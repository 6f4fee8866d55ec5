/**
 * A program that is somebody else's, as the agent sees it: does what its arguments say, one after another, and records as a
 * library would that is told to.
 *
 *     say TEXT | complain TEXT | record METHOD DEVICE | wait | exit CODE | crash | leave | babble | environment
 */
'use strict';
const { spawn } = require('node:child_process');
const { connect } = require('node:net');

const [host, port, secret] = (process.env.VDI_CONFORMANCE_RECORD ?? '').split(':');
const now = () => String(process.hrtime.bigint());
let holds = [];
let recording = null;
let calls = 0;
const methods = new Map();

function opened(hello) {
  const socket = connect(Number(port), host);
  socket.write(`${JSON.stringify({ ...hello, secret, pid: process.pid })}\n`);
  return socket;
}

async function begin() {
  if (recording !== null) return recording;
  recording = opened({ as: 'recording', end: 'client' });
  const welcome = await new Promise((resolve) => recording.once('data', (data) => resolve(JSON.parse(data))));
  holds = welcome.holds;
  return recording;
}

async function record(method, name) {
  const socket = await begin();
  const send = (frame) => socket.write(`${JSON.stringify(frame)}\n`);
  const call = ++calls;
  const object = method === 'CreateEx' ? 'set' : `device:${name}`;
  const args = method === 'CreateEx' ? { instanceName: null, name } : {};
  send({ what: 'enter', call, atNs: now(), thread: 1, object, interface: 'I', method, args });
  const times = (methods.get(method) ?? 0) + 1;
  methods.set(method, times);
  if (holds.some((hold) => hold.method === method && times >= hold.nth)) {
    send({ what: 'held', call, at: 'enter', atNs: now() });
    const gate = opened({ as: 'gate', call });
    await new Promise((resolve) => gate.once('close', resolve));
    send({ what: 'let-go', call, atNs: now() });
  }
  send({ what: 'return', call, atNs: now(), value: 0, results: {} });
}

const DOES = {
  say: (text) => void process.stdout.write(`${text}\n`),
  complain: (text) => void process.stderr.write(`${text}\n`),
  record,
  wait: () => new Promise(() => setInterval(() => undefined, 1_000)),
  exit: (code) => process.exit(Number(code)),
  crash: () => process.kill(process.pid, 'SIGSEGV'),
  leave: () =>
    void spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)'], {
      detached: true,
      stdio: 'ignore',
    }).unref(),
  babble: async () => void (await begin()).write('{"what":"nothing"}\n'),
  environment: () => void process.stdout.write(`${Object.keys(process.env).join(' ')}\n`),
};
const TAKES = { say: 1, complain: 1, record: 2, exit: 1 };

async function main(words) {
  for (let i = 0; i < words.length;) {
    const word = words[i];
    const takes = TAKES[word] ?? 0;
    await DOES[word](...words.slice(i + 1, i + 1 + takes));
    i += 1 + takes;
  }
  recording?.end();
}

void main(process.argv.slice(2));
