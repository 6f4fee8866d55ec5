import { describe, expect, test } from 'vitest';
import { handMade, type HandMade } from '../../specs/findings/hand-made.js';
import { bothEnds, type JudgedCase } from './both-ends.js';
import { handMadeHistory } from './hand-made.js';
import { widthOf } from './text-width.js';

/** What is shown of a history, a line each. */
function shown(made: HandMade, judged: Partial<JudgedCase> = {}, width = 120, most = 60): string[] {
  const of = { case: 'case', decidedBy: [], ...judged };
  return bothEnds(handMadeHistory(made), of, { width, most }).map(({ text }) => text);
}

const closedWhileItWaited = (): HandMade =>
  handMade()
    .program()
    .directed('reached', 'devices-open')
    .waiting('client', 'device:a', 'GetCommand', 'VD_E_ABORT')
    .close('NOERROR')
    .call('client', 'device:a', 'CompleteCommand', 'VD_E_ABORT')
    .call('client', 'set', 'Close', 'NOERROR');

test('shows the two ends beside each other, and a call at its start and at its return, if anything lies between', () => {
  const departure = { event: 5, did: 'x', should: 'y', written: 'z' };
  expect(shown(closedWhileItWaited(), { decidedBy: [4, 5], departure }, 100)).toEqual([
    '      ms  server’s end                                │ client program',
    '  +1.000                                              │ client {set} (backup, 1 device, T-SQL by',
    '                                                      │ the kit, inside view)',
    '  +2.000  the reference’s server has stopped at:      │',
    '          devices-open                                │',
    '  +3.000                                              │ ┌ device:a.GetCommand()',
    '▶ +4.000  set.Close() → NOERROR  [0.500 ms] #4        │',
    '◆ +5.000                                              │ device:a.CompleteCommand() → VD_E_ABORT',
    '                                                      │ [0.500 ms] #5',
    '  +6.000                                              │ ┌ set.Close()',
    '  +6.500                                              │ └ device:a.GetCommand → VD_E_ABORT  [3.500',
    '                                                      │ ms]',
    '  +6.500                                              │ └ set.Close → NOERROR  [0.500 ms]',
    '◆ first departure; ▶ decided; ┌ begins, └ ends',
  ]);
});

test('T-SQL is at the server’s end, and what is at neither goes across', () => {
  const made = handMade()
    .statement('BACKUP DATABASE made TO VIRTUAL_DEVICE', [[3013, 'BACKUP is terminating abnormally.']])
    .objects('after', 'a')
    .ended('client', { exitCode: 1 });
  expect(shown(made)).toEqual([
    '      ms  server’s end                                          │ client program',
    '  +1.000  sql: BACKUP DATABASE made TO VIRTUAL_DEVICE → failed  │',
    '          [0.500 ms] {3013, level 16, state 1, line 1: BACKUP   │',
    '          is terminating abnormally.}                           │',
    '  +2.000  named objects (after): a',
    '  +3.000                                                        │ process ended (by-itself): exit code 1',
  ]);
});

test('a statement that went on meanwhile is shown at its start and its end', () => {
  const made = handMade()
    .statement('BACKUP DATABASE made', [[3014, 'done']], { endNs: 3_500_000 })
    .call('client', 'set', 'Close', 'NOERROR');
  expect(shown(made).slice(1)).toEqual([
    '  +1.000  ┌ sql: BACKUP DATABASE made                           │',
    '  +2.000                                                        │ set.Close() → NOERROR  [0.500 ms]',
    '  +3.500  └ sql: BACKUP DATABASE → completed  [0.500 ms] {3014, │',
    '          level 0, state 1, line 1: done}                       │',
    '┌ begins, └ ends',
  ]);
});

test.each([80, 81, 100, 133])('no line is wider than the terminal, of %d columns', (width) => {
  const made = closedWhileItWaited().output('stderr', '\u001b[31m備份失敗\u0007\n'.repeat(40));
  const lines = shown(made, { decidedBy: [4] }, width);
  expect(Math.max(...lines.map(widthOf))).toBeLessThanOrEqual(width);
  expect(lines.join('\n')).not.toMatch(/[\u001b\u0007]/);
  expect(lines[0]).toContain('│ client program');
});

test('a terminal too narrow for two columns gets one list', () => {
  const lines = shown(closedWhileItWaited(), { decidedBy: [4] }, 79);
  expect(lines.join('\n')).not.toContain('│');
  expect(lines).toContain('▶ +4.000  server: set.Close() → NOERROR  [0.500 ms] #4');
  expect(lines).toContain('  +3.000  client: ┌ device:a.GetCommand()');
  expect(Math.max(...shown(closedWhileItWaited(), {}, 40).map(widthOf))).toBeLessThanOrEqual(40);
});

test('a role is named where its end has several, and a thread where a role has several', () => {
  const made = handMade()
    .call('client', 'set', 'Create', 'NOERROR')
    .call('client-2', 'set', 'OpenInSecondary', 'NOERROR');
  const byThreads = handMade();
  for (const thread of [5, 5, 6]) {
    byThreads.call('client', 'device:a', 'GetCommand', 'VD_E_ABORT');
    Object.assign(byThreads.events.at(-1) ?? {}, { thread });
  }
  expect(shown(made)[2]).toMatch(/│ client-2: set\.OpenInSecondary/);
  expect(shown(byThreads).join('\n')).toMatch(/\+3.000 .*\n +│ \(thread 6\)$/);
});

test('a process is at the end that it was started for, whatever its role is called', () => {
  const made = handMade().started('server-side-backup', 'program').started('endpoint', 'server');
  made.call('server-side-backup', 'set', 'Create', 'NOERROR').call('endpoint', 'set', 'Open', 'NOERROR');
  const [, , , create, open] = shown(made);
  expect(create).toMatch(/│ set\.Create/);
  expect(open).toMatch(/set\.Open.*│$/);
});

test('names and structures of the kit leave room for what came of a call, unless it decided', () => {
  const name = '39d7a5bf-def0-4418-9aee-bab2acca8ad4';
  const config = { deviceCount: 1, features: 65_536 };
  const made = handMade().call('client', 'set', 'CreateEx', 'NOERROR', { name, config });
  expect(shown(made, {}, 200)[1]).toMatch(/│ set\.CreateEx\(name=39d7a5bf…, config=\{…\}\) → NOERROR/);
  expect(shown(made, { decidedBy: [1] }, 400)[1]).toContain('config={"deviceCount":1,"features":65536}) →');
});

/** A command of 64 KB from the server's sending it to its callback: four events. */
function command(
  made: HandMade,
  number: number,
  with_: { code?: number; size?: number; error?: number } = {},
): void {
  const asked = { commandCode: with_.code ?? 2, size: with_.size ?? 65_536 };
  made
    .call('server', 'device:a', 'SendCommand', 'NOERROR', { command: number, ...asked })
    .call('client', 'device:a', 'GetCommand', 'NOERROR', {}, asked)
    .call('client', 'device:a', 'CompleteCommand', 'NOERROR', {
      completionCode: with_.error ?? 0,
      bytesTransferred: asked.size,
    })
    .callback(number, { completionCode: with_.error ?? 0, bytesTransferred: asked.size });
}

function commands(count: number, odd: Parameters<typeof command>[2] = {}, at = -1): HandMade {
  const made = handMade().program();
  for (let number = 1; number <= count; number++) command(made, number, number === at ? odd : {});
  return made.close('NOERROR');
}

describe('of many commands', () => {
  test('those that went well are one line', () => {
    expect(shown(commands(127)).slice(3)).toEqual([
      '            … 127 commands, 8.3 MB …',
      expect.stringContaining('set.Close()'),
    ]);
  });

  test('nothing within three events of one that decided is folded', () => {
    // The 60th's CompleteCommand, after the program's event and 59 commands of four.
    const n = 1 + 59 * 4 + 3;
    const lines = shown(commands(127), { decidedBy: [n] }, 400);
    const at = lines.findIndex((line) => line.includes(`#${n}`));
    expect(lines.slice(at - 4, at + 5)).toEqual([
      '            … 59 commands, 3.9 MB …',
      expect.stringContaining('callback for command 59'),
      expect.stringContaining('SendCommand(command=60'),
      expect.stringContaining('GetCommand('),
      expect.stringMatching(/^▶ .*CompleteCommand\(/),
      expect.stringContaining('callback for command 60'),
      expect.stringContaining('SendCommand(command=61'),
      expect.stringContaining('GetCommand('),
      '            … 67 commands, 4.4 MB …',
    ]);
  });

  test.each([
    ['of an unknown code', { code: 99 }, 'commandCode=99'],
    ['without data', { size: 0 }, 'size=0'],
    ['completed with an error', { error: 112 }, 'completionCode=112'],
  ])('one %s is shown', (_, odd, as) => {
    expect(shown(commands(127, odd, 60)).join('\n')).toContain(as);
  });

  test('a few are shown one by one', () => {
    expect(shown(commands(1)).join('\n')).not.toContain('…');
  });
});

describe('of thousands of other events', () => {
  const aborted = (count: number): HandMade => {
    const made = handMade();
    for (let number = 1; number <= count; number++) made.callback(number);
    return made;
  };

  test('both ends, what decided and what is around it are shown', () => {
    const lines = shown(aborted(3000), { decidedBy: [1500] }, 200, 30);
    expect(lines.length).toBeLessThan(40);
    for (const number of [1, 3000, 1497, 1498, 1499, 1500, 1501, 1502, 1503])
      expect(lines.join('\n'), String(number)).toContain(`callback for command ${number}:`);
    expect(lines.filter((line) => line.includes('…'))).toEqual([
      expect.stringMatching(/… 1486 events …$/),
      expect.stringMatching(/… 1487 events …$/),
    ]);
  });

  test('how a process ended is shown, wherever that was', () => {
    const made = aborted(1500).ended('client', { signal: 'SIGSEGV' });
    for (let number = 1501; number <= 3000; number++) made.callback(number);
    expect(shown(made, {}, 200, 30).join('\n')).toContain('signal SIGSEGV');
  });

  test('a rule that each of them decided is folded too, and says so', () => {
    const made = aborted(3000);
    const lines = shown(made, { decidedBy: made.events.map(({ n }) => n) }, 200, 30);
    expect(lines.length).toBeLessThan(130);
    expect(lines.join('\n')).toMatch(/… 2887 events, 2887 of these decided, too …/);
  });
});
