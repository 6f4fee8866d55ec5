import { randomUUID } from 'node:crypto';
import { hostname } from 'node:os';

/** What the kit's images and containers are marked with. */
export const LABELS = {
  /** Of an image: which of the kit's it is. */
  image: 'vdi-conformance.image',
  /** Of a container: the run that it belongs to, and the process that made it. */
  run: 'vdi-conformance.run',
  host: 'vdi-conformance.host',
  pid: 'vdi-conformance.pid',
} as const;

/** The marks of a container of this process. */
export function ownLabels(): Record<string, string> {
  return { [LABELS.run]: randomUUID(), [LABELS.host]: hostname(), [LABELS.pid]: String(process.pid) };
}

/** Whether a container was made by a process of this machine that is no more. */
export function isForgotten(
  labels: Readonly<Record<string, string>>,
  lives: (pid: number) => boolean,
): boolean {
  const pid = Number(labels[LABELS.pid]);
  return labels[LABELS.host] === hostname() && Number.isInteger(pid) && pid > 0 && !lives(pid);
}
