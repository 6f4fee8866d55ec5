import { execFile } from 'node:child_process';
import { appendFile, cp, link, rm, writeFile } from 'node:fs/promises';
import { constants } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, test } from 'vitest';
import type { CliEnd } from './testing/kit-copy.js';
import { ownKitCopy } from './testing/kit-of-tests.js';

/**
 * When the kit itself or its machine fails, nothing is certified: the rule concerned is inconclusive, with the cause,
 * the exit code is 4, rules that could be judged are judged, and nothing is left behind.
 */
const own = ownKitCopy();

/** `ID verdict` of each finding. */
function verdicts({ document }: CliEnd): string[] {
  return (document?.findings ?? []).map(({ rule, verdict }) => `${rule} ${verdict}`);
}
function reason({ document }: CliEnd, rule: string): string {
  return document?.findings.find((each) => each.rule === rule)?.reason ?? '';
}

describe('a rule whose', () => {
  const judge = ['specs', 'close', 'CLOSE-16.judge.js'] as const;
  const spec = ['specs', 'close', 'CLOSE-16.spec.js'] as const;
  const scenario = ['specs', 'close', 'CLOSE-16.scenario.js'] as const;

  test.each<[string, readonly string[], string | null, RegExp]>([
    [
      'judge throws',
      judge,
      "export const TRANSFERS = 4; export const judge = () => { throw new Error('planted'); };",
      /judge itself failed: Error: planted/,
    ],
    [
      'judge says nothing',
      judge,
      'export const TRANSFERS = 4; export const judge = () => undefined;',
      /judge itself|malformed|TypeError/,
    ],
    ['judge is missing', judge, null, /CLOSE-16\.judge\.js/],
    ['spec is missing', spec, null, /has no spec/],
    [
      'scenario throws',
      scenario,
      "export const scenario = { id: 'x', cases: [{ id: 'one', parameters: {}, processes: 0, script: async () => { throw new Error('planted'); } }] };",
      /planted \(SCRIPT_FAILED\)/,
    ],
  ])('%s is inconclusive, and the others are judged', async (_, file, text, why) => {
    await (text === null ? rm(own.kit.file(...file)) : writeFile(own.kit.file(...file), text));
    const end = await own.kit.certify(['--rule', 'CLOSE-12', '--rule', 'CLOSE-16']).ended;
    expect(verdicts(end)).toEqual(['CLOSE-12 pass', 'CLOSE-16 inconclusive']);
    expect(reason(end, 'CLOSE-16')).toMatch(why);
    expect(end.code).toBe(4);
  });
});

describe('nothing is certified', () => {
  test.each<[string, string, string, RegExp]>([
    [
      'when role processes end at once',
      'role.cjs',
      "process.stderr.write('no such thing'); process.exitCode = 9;",
      /exit code 9.*no such thing.*ROLE_NOT_STARTED/,
    ],
    [
      'when role processes never get ready',
      'role.cjs',
      'setInterval(() => undefined, 1000);',
      /not ready within \d+ ms.*ROLE_NOT_READY/,
    ],
  ])('%s', async (_, file, text, why) => {
    await writeFile(own.kit.file('agent', file), text);
    const end = await own.kit.certify(['--rule', 'CLOSE-16', '--patience', '0.05']).ended;
    expect(verdicts(end)).toEqual(['CLOSE-16 inconclusive']);
    expect(reason(end, 'CLOSE-16')).toMatch(why);
    expect(end.code).toBe(4);
  });

  test('when the recorder cannot be loaded by the roles', async () => {
    await writeFile(own.kit.file('native', `linux-${process.arch}`, 'libvdi_recorder.so'), 'not a library');
    const end = await own.kit.certify(['--rule', 'CLOSE-16']).ended;
    expect(verdicts(end)).toEqual(['CLOSE-16 inconclusive']);
    expect(reason(end, 'CLOSE-16')).toMatch(/kit or its machine failed.*shared library.*UNEXPECTED/);
    expect(end.code).toBe(4);
  });

  test('when the agent dies again and again', async () => {
    // Some time after the second connection: the first is that of the command line, which waits for it.
    await appendFile(
      own.kit.file('agent', 'agent.cjs'),
      `
const { Server } = require('node:net');
const { emit } = Server.prototype;
let connections = 0;
Server.prototype.emit = function (event, ...told) {
  if (event === 'connection' && ++connections === 2) setTimeout(() => process.kill(process.pid, 'SIGKILL'), 300);
  return emit.call(this, event, ...told);
};`,
    );
    const end = await own.kit.certify(['--rule', 'CLOSE-01', '--rule', 'CLOSE-02']).ended;
    expect(verdicts(end)).toContain('CLOSE-02 inconclusive');
    expect(reason(end, 'CLOSE-02')).toMatch(/AGENT_LOST|agent/);
    expect(end.code).toBe(4);
  });

  test('when the disk is full: no history can be written whole', async () => {
    const run = own.kit.certify(['--rule', 'CLOSE-16']);
    await own.kit.agentAtWork();
    // From here on no file of the command line becomes larger than this.
    await promisify(execFile)('prlimit', ['--pid', String(run.child.pid), '--fsize=1000']);
    const end = await run.ended;
    expect(end.code).toBe(4);
    expect(`${reason(end, 'CLOSE-16')}${end.stderr}`).toMatch(/EFBIG/);
    expect(end.document?.verdict).not.toBe('conformant');
  });

  test('when the machine has no room for what the library needs', async () => {
    // No file may become larger than half a megabyte, for which every report is small enough, and the shared memory of a set is not.
    const end = await own.kit.certify(['--rule', 'CLOSE-01', '--rule', 'CLOSE-16'], {
      shell: 'ulimit -f 512',
    }).ended;
    expect(end.code).toBe(4);
    expect(verdicts(end)).toEqual(['CLOSE-01 inconclusive', 'CLOSE-16 inconclusive']);
    expect(reason(end, 'CLOSE-16')).toMatch(/no memory for IClientVirtualDeviceSet2::CreateEx/);
  });

  test('when the document cannot be printed', async () => {
    const end = await own.kit.certify(['--rule', 'CLOSE-16'], { shell: 'exec >/dev/full' }).ended;
    expect(end.code).toBe(4);
    expect(end.stderr).toMatch(/ENOSPC/);
  });

  test('when the kit may open hardly any file from the start', async () => {
    const end = await own.kit.certify(['--rule', 'CLOSE-16'], { shell: 'ulimit -n 30' }).ended;
    expect(end.code).toBe(4);
    expect(end.stdout).toBe('');
    // Node says of a package whose files it cannot open that it cannot find it.
    expect(end.stderr).toMatch(/the kit itself failed.*(EMFILE|Cannot find package)/s);
  });

  test('when the agent runs out of descriptors in the midst', async () => {
    const run = own.kit.certify(['--rule', 'CLOSE-01', '--rule', 'CLOSE-02', '--patience', '0.1']);
    const { agent } = await own.kit.agentAtWork();
    await promisify(execFile)('prlimit', ['--pid', String(agent), '--nofile=12']);
    const end = await run.ended;
    expect(verdicts(end)).toContain('CLOSE-02 inconclusive');
    // It may have got as far as the case, or not even to the session.
    expect(reason(end, 'CLOSE-02')).toMatch(/kit or its machine failed|a connection to the agent/);
    expect(end.code).toBe(4);
  });

  test('when the program of the processes is gone in the midst', async () => {
    // A second name of Node, or a second Node where the folder is on another disk.
    const node = path.join(path.dirname(own.kit.root), 'node');
    await link(process.execPath, node).catch(() => cp(process.execPath, node));
    const run = own.kit.certify(['--rule', 'CLOSE-01', '--rule', 'CLOSE-02'], { node });
    await own.kit.agentAtWork();
    await rm(node);
    const end = await run.ended;
    expect(verdicts(end).filter((each) => each.endsWith('inconclusive'))).not.toEqual([]);
    expect(`${reason(end, 'CLOSE-01')}${reason(end, 'CLOSE-02')}`).toMatch(/could not be started.*ENOENT/);
    expect(end.code).toBe(4);
  });
});

describe('from outside', () => {
  test.each([
    ['the agent', 'agent', /the agent ended while the case was under way \(AGENT_LOST\)/],
    ['a role', 'role', /process was killed from outside \(SIGKILL\)/],
  ] as const)('kill -9 of %s: inconclusive, with the cause', async (_, which, why) => {
    const run = own.kit.certify(['--rule', 'CLOSE-02']);
    process.kill((await own.kit.agentAtWork())[which], 'SIGKILL');
    const end = await run.ended;
    expect(verdicts(end)).toEqual(['CLOSE-02 inconclusive']);
    expect(reason(end, 'CLOSE-02')).toMatch(why);
    expect(end.code).toBe(4);
  });

  test('SIGINT: everything is ended, nothing certified', async () => {
    const run = own.kit.certify(['--rule', 'CLOSE-02']);
    await own.kit.agentAtWork();
    run.child.kill('SIGINT');
    const end = await run.ended;
    expect(end.code).toBe(128 + constants.signals.SIGINT);
    expect(end.stdout).toBe('');
  });

  test('kill -9 of the command line: its agent and roles end by themselves', async () => {
    const run = own.kit.certify(['--rule', 'CLOSE-02']);
    await own.kit.agentAtWork();
    run.child.kill('SIGKILL');
    expect((await run.ended).signal).toBe('SIGKILL');
  });
});
