import { DEFAULT_TARGET } from '../targets/catalogue.js';
import { painter, type TextStream } from '../../reports/terminal/style.js';
import { EXIT } from './exit-code.js';
import { findTarget } from './find-target.js';
import type { ContainerSettings } from '../targets/container/settings.js';
import type { Check, Target } from '../targets/target.js';

/**
 * `vdi-conformance doctor`: what each target needs here, and how to get what is missing.
 * @param instance the SQL Server instance that Windows' VDI library is tried with; null: the default one.
 * @param container the container that the target windows-container would start.
 * @returns the exit code: 0 when the asked target (none asked: the default one) is available.
 * @throws UsageError for a target that the kit does not know; the signal's reason.
 */
export async function doctor(
  targets: readonly Target[],
  asked: string | undefined,
  instance: string | null,
  container: ContainerSettings,
  out: TextStream,
  signal: AbortSignal = new AbortController().signal,
): Promise<number> {
  const shown = asked === undefined ? targets : [findTarget(targets, asked)];
  const needed = asked ?? DEFAULT_TARGET;
  let available = false;
  for (const target of shown) {
    signal.throwIfAborted();
    const checks = await target.check(instance, container, signal);
    const ok = checks.every((check) => check.ok);
    out.write(describe(target, checks, ok, out));
    if (target.name === needed) available = ok;
  }
  return available ? EXIT.conformant : EXIT.targetUnavailable;
}

function describe(target: Target, checks: readonly Check[], ok: boolean, out: TextStream): string {
  const paint = painter(out);
  const state = ok ? paint('green', 'available') : paint('yellow', 'unavailable');
  const lines = [`${paint('bold', target.name)}  ${state}  ${target.summary}`];
  for (const check of checks) {
    lines.push(
      `  ${check.ok ? paint('green', 'ok     ') : paint('red', 'missing')}  ${check.what}: ${check.detail}`,
    );
    if (!check.ok && check.remedy !== undefined) lines.push(`           remedy: ${check.remedy}`);
  }
  return `${lines.join('\n')}\n\n`;
}
