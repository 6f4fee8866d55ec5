import type { Outcome } from './client-stage.js';

/** What a client goes through. */
export type Scenario =
  | 'backup'
  | 'backup of two devices'
  | 'backup and restore'
  | 'a full medium'
  | 'a medium that ends'
  | 'one medium missing'
  | 'an abort'
  | 'two aborts'
  | 'refused'
  | 'unattended';

/** In which scenario a wrong client is seen to be wrong, and how it then looks, unlike the right one. */
export interface Seen {
  readonly wrong: string;
  readonly scenario: Scenario;
  readonly seen: Partial<{ readonly [Key in keyof Outcome]: unknown }>;
  readonly words?: readonly string[];
}

const HANGS = { exit: 'hangs' };
const CRASHES = { exit: 'SIGSEGV' };

export const SEEN_FROM_OUTSIDE: readonly Seen[] = [
  {
    wrong: 'ignores-result-of-GetConfiguration',
    scenario: 'refused',
    seen: { reason: 'vdi_client: OpenDevice answered 0x80770004' },
  },
  { wrong: 'gives-up-at-first-time-out', scenario: 'unattended', seen: { exit: 1 } },
  { wrong: 'waits-for-ever', scenario: 'refused', seen: HANGS },
  { wrong: 'spins-after-abort', scenario: 'an abort', seen: HANGS },
  { wrong: 'sleeps-after-abort', scenario: 'an abort', seen: HANGS },
  { wrong: 'abort-as-end', scenario: 'an abort', seen: { exit: 0, done: true } },
  { wrong: 'ignores-death', scenario: 'an abort', seen: HANGS },
  { wrong: 'drops-a-command', scenario: 'backup', seen: HANGS },
  { wrong: 'holds-transfers', scenario: 'backup', seen: HANGS },
  { wrong: 'short-write-as-success', scenario: 'backup and restore', seen: { sql: '3183' } },
  { wrong: 'short-count-as-success', scenario: 'backup', seen: { sql: '3202:1117' } },
  { wrong: 'disk-full-as-success', scenario: 'a full medium', seen: { sql: 'completed', exit: 0 } },
  { wrong: 'disk-full-hangs', scenario: 'a full medium', seen: HANGS },
  { wrong: 'wrong-data', scenario: 'backup and restore', seen: { sql: '3183' } },
  { wrong: 'wrong-size-assumed', scenario: 'backup and restore', seen: { sql: '3183' } },
  { wrong: 'end-of-medium-as-success', scenario: 'a medium that ends', seen: { sql: '3183' } },
  {
    wrong: 'prefix-zone-ignored',
    scenario: 'backup and restore',
    seen: { sql: '3241' },
    words: ['--prefix-zone', '512'],
  },
  { wrong: 'one-device-only', scenario: 'backup of two devices', seen: HANGS },
  { wrong: 'serves-in-turn', scenario: 'backup of two devices', seen: HANGS },
  { wrong: 'no-abort-signalled', scenario: 'one medium missing', seen: HANGS },
  { wrong: 'leaks-set', scenario: 'backup', seen: { ...HANGS, sql: 'completed' } },
  { wrong: 'unloads-before-release', scenario: 'backup', seen: CRASHES },
  { wrong: 'unloads-with-threads-in-library', scenario: 'an abort', seen: CRASHES, words: ['--threads'] },
  { wrong: 'crashes-on-abort', scenario: 'an abort', seen: CRASHES },
  { wrong: 'exit-0-after-failure', scenario: 'an abort', seen: { exit: 0, done: true } },
  { wrong: 'prints-success-but-exit-1', scenario: 'an abort', seen: { exit: 1, done: true } },
  { wrong: 'exits-1-after-success', scenario: 'backup', seen: { exit: 1, sql: 'completed' } },
  { wrong: 'leaves-child-running', scenario: 'backup', seen: { left: true } },
  {
    wrong: 'same-name-not-reusable',
    scenario: 'two aborts',
    seen: { sql: null, reason: 'vdi_client: another backup is running: its lock is there' },
  },
];

/**
 * These look right from outside, or not always wrong: what they do is in a recording of their calls, or shows when the server stops
 * at a moment of its choice.
 */
export const NOT_SEEN_FROM_OUTSIDE: readonly string[] = [
  'waits-for-devices',
  'completes-until-it-is-taken',
  'waits-for-all-to-close',
  'time-out-as-end',
  'ignores-result-of-CompleteCommand',
  'completes-after-abort',
  'completes-twice',
  'completes-unknown-command',
  'completes-on-another-thread',
  'unknown-command-as-success',
  'zero-length-as-error',
  'writes-after-completion',
  'close-while-workers-run',
  'does-not-drain-all-devices',
  'drains-not',
  'never-closes',
  'closes-twice',
  'aborts-at-normal-end',
  'releases-set-while-calls-wait',
  'exits-with-threads-in-library',
];
