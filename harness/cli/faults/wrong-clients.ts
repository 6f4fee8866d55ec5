import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import type { ClientConfig } from '../../client-program/client-config.js';
import type { Fault } from '../../targets/library.js';
import { WRONG_CLIENTS } from '../../../specs/faults/wrong-clients.js';
import { LINUX_CLIENT } from '../../targets/linux-native.js';
import { notBuilt, ownClient, typescriptClient } from './own-client.js';

/** What the client in TypeScript, which issues its T-SQL itself, can be told to do wrong. It runs on Linux. */
const IN_TYPESCRIPT: Readonly<Record<string, string>> = {
  'ignores-refused-statement': 'waits for a server that will not come, because BACKUP was refused',
  'waits-for-statement': 'takes the end of the statement for that of the set',
  'reconnects-for-ever': 'asks a server that is gone for the reasons, until it answers',
  'tells-success-of-refused': 'stops when BACKUP is refused, and tells success',
};

/**
 * Whether a thread is still in the library when these leave it is a race, which under Wine the threads win in one run of six: all that an
 * abort wakes are back before the first of them has ended the process.
 */
const BY_CHANCE_ON_WINE = new Set(['exits-with-threads-in-library', 'releases-set-while-calls-wait']);

/**
 * What our own clients can be told to do wrong: each is a fault of the rule that it breaks.
 * @throws UsageError NO_OWN_CLIENT where they were not built.
 */
export function wrongClients(target: string): readonly Fault[] {
  const described = new Map([...listed(), ...Object.entries(IN_TYPESCRIPT)]);
  return Object.keys(WRONG_CLIENTS)
    .filter((id) => target === 'embedded' || !(isInTypescript(id) || BY_CHANCE_ON_WINE.has(nameOf(id))))
    .map((id) => ({ id, description: described.get(nameOf(id)) ?? '' }));
}

/** All that they can be told to do wrong, by their own names. @throws UsageError NO_OWN_CLIENT */
export function wrongNames(): readonly string[] {
  return [...listed().keys(), ...Object.keys(IN_TYPESCRIPT)];
}

/** How the client that makes a fault is run on a target. @throws UsageError NO_OWN_CLIENT */
export function wrongClient(target: string, { id }: Fault): ClientConfig {
  return isInTypescript(id) ? typescriptClient(nameOf(id)) : ownClient(target, nameOf(id));
}

/** Of the client in C++, each with what is wrong about it. */
function listed(): ReadonlyMap<string, string> {
  if (!existsSync(LINUX_CLIENT)) throw notBuilt(LINUX_CLIENT);
  const list = execFileSync(LINUX_CLIENT, ['--list-wrong'], { encoding: 'utf8' }).trim();
  return new Map(list.split('\n').map((line) => line.split('\t') as [string, string]));
}

function isInTypescript(id: string): boolean {
  return Object.hasOwn(IN_TYPESCRIPT, nameOf(id));
}

/** A fault's id is that of its rule, and after the dot the client's own name for it. */
function nameOf(id: string): string {
  return id.slice(id.indexOf('.') + 1);
}
