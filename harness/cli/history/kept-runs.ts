import { UsageError } from '../../errors/kit-error.js';
import type { RunDocument } from '../../../reports/json/run-document.js';
import type { KeptRun } from '../../../reports/kept/kept-run.js';
import { runIn, type WrittenRun } from '../compare/read-run.js';
import type { KeptFile, KeptPlace, Putting } from './kept-place.js';
import { fileOfRun, idOfFile, keptText, runId } from './run-name.js';

/**
 * Keeps a run. The same run is kept once, however often it is added.
 * @throws UsageError KEPT_RUN_CORRUPT when what is kept under its name is another
 */
export async function keepRun(place: KeptPlace, run: WrittenRun): Promise<{ id: string; putting: Putting }> {
  const text = keptText(run.text);
  const id = runId(run.document, text);
  const name = fileOfRun(id);
  const putting = await place.put({ name, text });
  if (putting === 'already there') {
    const kept = (await place.files()).find((file) => file.name === name);
    if (kept !== undefined) readKept(kept, place);
  }
  return { id, putting };
}

/**
 * The runs that are kept in a place, oldest first.
 * @throws UsageError KEPT_RUN_CORRUPT, which names what is none any more: a run is never left out in silence.
 */
export async function keptRuns(place: KeptPlace): Promise<KeptRun[]> {
  const runs: KeptRun[] = [];
  const wrong: string[] = [];
  for (const file of await place.files()) {
    try {
      runs.push(readKept(file, place));
    } catch (error) {
      if (!(error instanceof UsageError)) throw error;
      wrong.push(error.message);
    }
  }
  if (wrong.length > 0) throw corrupt(wrong.join('\n'));
  return runs.sort((a, b) => (a.id < b.id ? -1 : 1));
}

/** Their documents, oldest first. @throws UsageError KEPT_RUN_CORRUPT */
export async function readKeptRuns(place: KeptPlace): Promise<RunDocument[]> {
  return (await keptRuns(place)).map(({ document }) => document);
}

function readKept({ name, text }: KeptFile, place: KeptPlace): KeptRun {
  const at = `${name} in ${place.name}`;
  const id = idOfFile(name);
  if (id === undefined) throw corrupt(`${at}: this is no name of a kept run`);
  const document = runIn(text, (why) => corrupt(`${at}: ${why}`));
  if (runId(document, keptText(text)) !== id)
    throw corrupt(`${at}: it is not the run that was kept under this name`);
  return { id, document };
}

function corrupt(what: string): UsageError {
  return new UsageError('KEPT_RUN_CORRUPT', what, {
    remedy: 'Bring it back as it was, or take it away: nothing is told of kept runs of which one is corrupt.',
  });
}
