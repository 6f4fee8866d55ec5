import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { finished } from 'node:stream/promises';
import type { Allowed } from '../../vdi/allowed.js';
import type { CheckedArguments } from '../../vdi/values.js';
import { draw } from './explore.js';
import { planOf, type DueCallback, type Plan, type PlannedOp } from './plan.js';

/**
 * Sequences with what is expected of them, as text for a player that knows neither JSON nor the model
 * (harness/reference/native/replay). A line a thing to do; fields are parted by spaces:
 *
 *     vdi-sequences 1
 *     sequence 1
 *     server fresh all
 *     client call set Create name=@set deviceCount=2 -> 00000000
 *     server begin agent set ExecuteCompletionAgent -> waits
 *     client call device:0 GetCommand timeoutMs=0 -> 00000000 brings=1
 *     server due 1:995
 *     server call set SignalAbort -> 00000000
 *     server callbacks 1
 *     server await agent -> 80770004
 *     server settle
 *     client dies
 *     end
 *
 * Behind `->` is what is allowed, parted by commas: HRESULTs in hex, `failure`, `any`, `waits`. `@set` is to be
 * replaced by a name of the player's, `@taken:N` by the command N, `@buffer` by a buffer of the server's own;
 * `-` is a null pointer; `keep` says under which name an object that comes out is used. `due` names the callbacks
 * that the next step causes, each with its codes: until then none of them may have come. `callbacks` awaits all that
 * are due, and says how many that is since the sequence (or the process) began.
 */
export const FLAT_HEADER = 'vdi-sequences 1';

/** Writes the sequences of a run to a file; answers how many. */
export async function writeSequences(file: string, runs: number, seed: number): Promise<number> {
  const out = createWriteStream(file);
  const done = finished(out);
  // Reported when awaited, whatever happens before.
  done.catch(() => undefined);
  let count = 0;
  out.write(`${FLAT_HEADER}\n`);
  for await (const sequence of draw(runs, seed)) {
    count += 1;
    const text = flatText(count, planOf(sequence, '@set'));
    if (!out.write(text)) await Promise.race([once(out, 'drain'), done]);
  }
  out.end();
  await done;
  return count;
}

export function flatText(number: number, plan: Plan): string {
  const due = plan.ops.flatMap(({ callbacks }) => callbacks ?? []);
  const lines = plan.ops.flatMap((planned) => [...dueBefore(planned, due), line(planned)]);
  return [`sequence ${number}`, ...lines, 'end', ''].join('\n');
}

/** The callbacks that a step causes are announced before the step itself, not before what is awaited because of it. */
function dueBefore({ step, op }: PlannedOp, due: readonly DueCallback[]): string[] {
  if (op.op !== 'call' && op.op !== 'begin' && op.op !== 'dies') return [];
  const its = due.filter(({ from }) => from === step);
  if (its.length === 0) return [];
  return [`server due${its.map(({ command, codes }) => ` ${command}:${codes.join()}`).join('')}`];
}

function line({ end, op, brings }: PlannedOp): string {
  const more = brings === undefined ? '' : ` brings=${brings}`;
  switch (op.op) {
    case 'fresh':
      return `${end} fresh${op.all ? ' all' : ''}`;
    case 'call':
    case 'begin': {
      const id = op.op === 'begin' ? ` ${op.id}` : '';
      const keep = op.keep === undefined ? '' : ` keep=${op.keep}`;
      const call = `${op.object} ${op.method}${argumentsText(op.args)}${keep}`;
      return `${end} ${op.op}${id} ${call} -> ${allowedHex(op.allowed)}${more}`;
    }
    case 'await':
      return `${end} await ${op.id} -> ${allowedHex(op.allowed)}${more}`;
    case 'callbacks':
      return `${end} callbacks ${op.count}`;
    case 'settle':
    case 'drain':
    case 'dies':
      return `${end} ${op.op}`;
  }
}

function argumentsText(args: CheckedArguments): string {
  const flat = Object.entries(args).flatMap(([name, value]): [string, string | number | boolean | null][] =>
    typeof value === 'object' && value !== null ? Object.entries(value) : [[name, value]],
  );
  return flat.map(([name, value]) => ` ${name}=${value === null ? '-' : String(value)}`).join('');
}

function allowedHex(allowed: Allowed): string {
  return allowed.map((each) => (typeof each === 'number' ? each.toString(16).padStart(8, '0') : each)).join();
}
