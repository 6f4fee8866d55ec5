import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { handMadeRun } from '../../../reports/kept/hand-made.js';
import type { RunDocument } from '../../../reports/json/run-document.js';
import { folderPlace } from './folder-place.js';
import { keepRun, keptRuns, readKeptRuns } from './kept-runs.js';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'vdi-kept-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const written = (document: RunDocument, spaces = 2): { document: RunDocument; text: string } => ({
  document,
  text: JSON.stringify(document, null, spaces),
});

test('keeps runs under names that sort by time, and reads them oldest first', async () => {
  const place = folderPlace(path.join(folder, 'not', 'there yet'));
  expect(await keptRuns(place)).toEqual([]);
  const [late, early] = [handMadeRun(2, ['fail']), handMadeRun(1, ['pass'])];
  const { id, putting } = await keepRun(place, written(late));
  expect(putting).toBe('added');
  expect(id).toMatch(/^20260102T031700000Z-[0-9a-f]{12}$/);
  await keepRun(place, written(early));
  expect(await readKeptRuns(place)).toEqual([early, late]);
  const names = await readdir(path.join(folder, 'not', 'there yet'));
  expect(names.sort()[1]).toBe(`${id}.json`);
  // Nothing else is left there.
  expect(names).toHaveLength(2);
});

test('the same run is kept once, however it was written; another of the same moment is kept besides', async () => {
  const place = folderPlace(folder);
  const run = handMadeRun(1, ['pass']);
  const first = await keepRun(place, written(run));
  expect(await keepRun(place, written(run, 0))).toEqual({ id: first.id, putting: 'already there' });
  await keepRun(place, written(handMadeRun(1, ['fail'])));
  expect(await readdir(folder)).toHaveLength(2);
});

test('the same run added at once from many sides is kept once', async () => {
  const place = folderPlace(folder);
  const all = Array.from({ length: 8 }, () => keepRun(place, written(handMadeRun(1, ['pass']))));
  const puttings = (await Promise.all(all)).map(({ putting }) => putting);
  expect(puttings.filter((each) => each === 'added')).toHaveLength(1);
  expect(await readdir(folder)).toHaveLength(1);
});

test('what this version does not know of a run is kept with it', async () => {
  const place = folderPlace(folder);
  await keepRun(place, {
    document: handMadeRun(1, []),
    text: JSON.stringify({ ...handMadeRun(1, []), later: 7 }),
  });
  const [file] = await place.files();
  expect(file?.text).toContain('"later": 7');
});

test('every kept run that is none any more is named, and nothing is told of the others', async () => {
  const place = folderPlace(folder);
  const sound = await keepRun(place, written(handMadeRun(1, ['pass'])));
  const changed = await keepRun(place, written(handMadeRun(2, ['fail'])));
  const cut = await keepRun(place, written(handMadeRun(3, ['pass'])));
  const at = (id: string): string => path.join(folder, `${id}.json`);
  await writeFile(at(changed.id), JSON.stringify(handMadeRun(2, ['pass'])));
  await writeFile(at(cut.id), '{"schema": "vdi-conf');
  await writeFile(path.join(folder, 'notes.json'), '{}');
  await writeFile(path.join(folder, 'README.md'), 'what else is there is nobody’s business');
  const error = await readKeptRuns(place).then(
    () => undefined,
    (thrown: unknown) => thrown as { code: string; message: string },
  );
  expect(error?.code).toBe('KEPT_RUN_CORRUPT');
  expect(error?.message).toContain(`${changed.id}.json in the folder ${folder}: it is not the run`);
  expect(error?.message).toContain(`${cut.id}.json in the folder ${folder}: it is no JSON`);
  expect(error?.message).toContain('notes.json');
  expect(error?.message).not.toContain(sound.id);
  await expect(keepRun(place, written(handMadeRun(2, ['fail'])))).rejects.toMatchObject({
    code: 'KEPT_RUN_CORRUPT',
  });
});

test('a folder that cannot be one is an error with a remedy', async () => {
  const file = path.join(folder, 'file');
  await writeFile(file, '');
  const place = folderPlace(file);
  await expect(keptRuns(place)).rejects.toMatchObject({ code: 'HISTORY_UNREADABLE' });
  await expect(keepRun(place, written(handMadeRun(1, [])))).rejects.toMatchObject({
    code: 'HISTORY_NOT_WRITABLE',
  });
  await mkdir(path.join(folder, 'x.json'));
  await expect(keptRuns(folderPlace(folder))).rejects.toMatchObject({ code: 'HISTORY_UNREADABLE' });
});
