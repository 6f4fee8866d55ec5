/**
 * A role program for tests: speaks the protocol like the real one, has no library, and misbehaves in the way
 * that the called method stands for. Loaded instead of role.cjs through the target's `roleScript`.
 */
const { connect } = require('node:net');

const socket = connect(Number(process.env.VDI_ROLE_PORT), '127.0.0.1');
const say = (frame) => socket.write(`${JSON.stringify(frame)}\n`);
const now = () => String(process.hrtime.bigint());
const report = (value) => ({ startNs: now(), endNs: now(), value, results: {} });

const behaviour = {
  /** Answers. */
  Open: (answer) => answer(report(0)),
  /** Dies in the call. */
  Close: () => process.kill(process.pid, 'SIGSEGV'),
  /** Exits in the call, as a library that calls exit() would. */
  EndConfiguration: () => process.exit(3),
  /** Never answers, and is deaf from now on. */
  SignalAbort: () => {
    for (;;);
  },
  /** Writes what is no frame where frames belong. */
  GetConfiguration: () => socket.write('*** stack smashing detected ***\n'),
  /** A frame, but neither call nor answer. */
  IsSharedBuffer: () => say({ hello: 'world' }),
  /** Answers, with a word on standard error. */
  AddRef: (answer) => {
    process.stderr.write('a word\n', () => answer(report(2)));
  },
  /** Writes to standard output without end. */
  Release: () => {
    const line = `${'x'.repeat(1023)}\n`;
    const babble = () => {
      while (process.stdout.write(line));
      process.stdout.once('drain', babble);
    };
    babble();
  },
  /** Forks a process that keeps running, and dies. */
  ExecuteCompletionAgent: () => {
    const child = require('node:child_process').spawn('sleep', ['600'], { stdio: 'inherit' });
    process.stderr.write(`child ${child.pid}\n`, () => process.kill(process.pid, 'SIGKILL'));
  },
};

function handle({ i, m, a }) {
  const answer = (r) => say({ t: 's', i, r });
  if (m === 'load') answer({ method: 'CreateInstance', report: report(0), made: true });
  else if (m === 'call') behaviour[a[0].method](answer);
  else if (m === 'records') answer([]);
}

let text = '';
socket.on('data', (chunk) => {
  const lines = (text + chunk).split('\n');
  text = lines.pop();
  for (const line of lines) handle(JSON.parse(line));
});
socket.on('error', () => undefined);
socket.on('close', () => process.exit(0));
say({ as: 'role', secret: process.env.VDI_ROLE_SECRET, pid: process.pid });
