import { readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import { UsageError } from '../../errors/kit-error.js';
import { runDocumentSchema, type RunDocument } from '../../../reports/json/run-document.js';
import { OUTPUT } from '../certify/output-folder.js';

/** A run as it was written: its text, and what it says. */
export interface WrittenRun {
  readonly text: string;
  readonly document: RunDocument;
}

/**
 * Reads a run.
 * @param place the output folder of a run, or a document of one.
 * @throws UsageError UNREADABLE_RUN when there is none, or it was not written by a kit of this version of the document.
 */
export async function readRun(place: string): Promise<WrittenRun> {
  const file = (await isFolder(place)) ? path.join(place, OUTPUT.document) : place;
  let text: string;
  try {
    text = await readFile(file, 'utf8');
  } catch (cause) {
    throw unreadable(file, 'it cannot be read', cause);
  }
  return { text, document: runIn(text, (why, cause) => unreadable(file, why, cause)) };
}

/** @throws what `wrong` makes of why this is no run. */
export function runIn(text: string, wrong: (why: string, cause?: unknown) => Error): RunDocument {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch (cause) {
    throw wrong('it is no JSON', cause);
  }
  const document = runDocumentSchema.safeParse(json);
  if (document.success) return document.data;
  const [issue] = document.error.issues;
  throw wrong(
    `it is not the document of a run of this version (${issue?.path.join('.') ?? ''}: ${issue?.message ?? ''})`,
  );
}

async function isFolder(place: string): Promise<boolean> {
  try {
    return (await stat(place)).isDirectory();
  } catch {
    return false;
  }
}

function unreadable(file: string, why: string, cause?: unknown): UsageError {
  return new UsageError('UNREADABLE_RUN', `${file}: ${why}`, {
    remedy: 'Name the output folder of a run, or the run.json in it, as it was written.',
    cause,
  });
}
