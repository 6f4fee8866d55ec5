import { createHash } from 'node:crypto';
import type { RunDocument } from '../../../reports/json/run-document.js';

/** Enough of the digest that two runs of one moment never meet. */
const DIGITS = 12;
const NAME = /^(\d{8}T\d{9}Z-[0-9a-f]{12})\.json$/;

/** A run's text as it is kept, whoever wrote it with which spaces: the same run has the same text. */
export function keptText(text: string): string {
  return `${JSON.stringify(JSON.parse(text), null, 2)}\n`;
}

/**
 * The name by which a run is kept: when it began, to the millisecond, and the beginning of the SHA-256 of its kept text. Names sort
 * by time, and hold nothing that a file system or a shell takes amiss.
 */
export function runId({ startedAt }: Pick<RunDocument, 'startedAt'>, kept: string): string {
  const time = new Date(startedAt).toISOString().replaceAll(/[-:.]/g, '');
  return `${time}-${createHash('sha256').update(kept).digest('hex').slice(0, DIGITS)}`;
}

export function fileOfRun(id: string): string {
  return `${id}.json`;
}

/** The id of the run that a file of this name holds; undefined: it is none of ours. */
export function idOfFile(name: string): string | undefined {
  return NAME.exec(name)?.[1];
}
